namespace HipFaqBot.BotBuilder.Schema;

/// <summary>Kinds of activities that never leave the adapter.</summary>
public static class ActivityTypesEx
{
    public const string Delay = "delay";
    public const string InvokeResponse = "invokeResponse";
}
