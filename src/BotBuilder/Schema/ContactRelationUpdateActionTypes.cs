namespace HipFaqBot.BotBuilder.Schema;

/// <summary>Actions of a <c>contactRelationUpdate</c>.</summary>
public static class ContactRelationUpdateActionTypes
{
    public const string Add = "add";
    public const string Remove = "remove";
}
