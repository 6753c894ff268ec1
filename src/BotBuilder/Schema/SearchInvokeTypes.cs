namespace HipFaqBot.BotBuilder.Schema;

/// <summary>Kinds of an <c>application/search</c> invoke.</summary>
public static class SearchInvokeTypes
{
    public const string Search = "search";
    public const string SearchAnswer = "searchAnswer";
    public const string Typeahead = "typeahead";
}
