using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Pages;

/// <summary>The words of the page that the knowledge has a part in, as plain text.</summary>
/// <param name="Language">The knowledge's, in which the answers are.</param>
/// <param name="Tongue">That of the title and the emergency line.</param>
internal sealed record PageText(string Title, string EmergencyLine, string Language, string Tongue)
{
    /// <summary>In English.</summary>
    public static PageText Of(Site site) =>
        new("Hip pain questions", $"In an emergency call {site.EmergencyNumber}.", site.Language, PageWords.Fallback);

    /// <summary>
    /// In the language that is asked for. Where the clinic's country is not known, English names every country's number; another
    /// language, which has no names for the countries of the table, names Europe's.
    /// </summary>
    public static PageText In(Site site, PageWords words, string tag)
    {
        var (tongue, own) = (words.LanguageOf(tag), words.Of(tag));
        var line = site.Numbers.Find(site.Region)?.For(HelpPurpose.Emergency) is { } number ? own["emergency"].Replace("{number}", number.Phone, StringComparison.Ordinal)
            : site.Numbers.EuropesPhone is { } europes ? own["emergencyAnywhere"].Replace("{number}", europes, StringComparison.Ordinal)
            : null;
        return tongue == PageWords.Fallback || line is null ? Of(site) : new PageText(own["title"], line, site.Language, tongue);
    }
}
