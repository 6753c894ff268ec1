using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Conversation;

/// <summary>The numbers to call, each a link that a tap calls. All of them come from <c>site.yaml</c>.</summary>
internal static class HelpLines
{
    /// <summary>What to call in an emergency, for the middle of a sentence: "[999](tel:999)", or words where the country is not known.</summary>
    public static string Emergency(Site site) =>
        site.Numbers.Find(site.Region)?.For(HelpPurpose.Emergency) is { } number ? Link(number) : SiteNumbers.LocalNumber;

    /// <summary>Advice with the emergency number in it as a link.</summary>
    public static string Fill(Site site, string advice) => advice.Replace("{number}", Emergency(site), StringComparison.Ordinal);

    /// <summary>
    /// A list of whom to call for each purpose and, for who cannot speak or hear, how else; the clinic's country first, then what holds
    /// abroad. Without a country every number stands with its own. Null where nothing is known.
    /// </summary>
    public static string? Of(Site site, params IEnumerable<HelpPurpose> purposes)
    {
        HelpPurpose[] wanted = [.. purposes];
        var lines = site.Numbers.Find(site.Region) is { } country
            ? [.. wanted.Select(purpose => country.For(purpose) ?? country.For(HelpPurpose.Emergency)).OfType<HelpNumber>().Distinct().Select(At), site.Numbers.Abroad(site.Region)!]
            : wanted.Select(purpose => site.Numbers.For(null, purpose).Count > 0 ? purpose : HelpPurpose.Emergency).Distinct()
                .SelectMany(purpose => Everywhere(site, purpose, namesEmergency: wanted.Contains(HelpPurpose.Emergency))).ToList();
        return lines.Count == 0 ? null : string.Join('\n', lines.Select(line => $"- {line}"));
    }

    private static string At(HelpNumber number) =>
        $"**{Upper(Title(number.Purpose))}:** {Link(number)}{(number.Purpose == HelpPurpose.Emergency ? "" : $", {number.Label}")}."
        + (number.Text is null ? "" : number.Purpose == HelpPurpose.Crisis ? $" {number.Text}" : $" If you cannot speak or hear: {Lower(number.Text)}");

    /// <summary>
    /// Every country's number with its name, and what people fall back on elsewhere; of the emergency numbers the ways for who cannot
    /// speak or hear have a line of their own.
    /// </summary>
    /// <param name="namesEmergency">Whether the emergency numbers stand in a line of their own, so that the fallback need not name them.</param>
    private static IEnumerable<string> Everywhere(Site site, HelpPurpose purpose, bool namesEmergency)
    {
        var rows = site.Numbers.For(null, purpose);
        if (rows.Count == 0)
        {
            yield break;
        }

        var isEmergency = purpose == HelpPurpose.Emergency;
        yield return $"**{Upper(Title(purpose))}:** {string.Join("; ", rows.Select(row => $"{LinkIn(row)}{(isEmergency ? "" : Texting(row.Number))}"))}.{(isEmergency ? "" : $" Elsewhere: {Elsewhere(site, purpose, namesEmergency)}.")}";
        if (isEmergency && rows.Any(row => row.Number.Text is not null))
        {
            yield return "**If you cannot speak or hear:** " + string.Join(' ', rows.Where(row => row.Number.Text is not null).Select(row => $"{Upper(row.Country.Name)}: {row.Number.Text}"));
        }
    }

    /// <summary>What people call where the table has no number for the purpose: what can wait for a doctor does, if it gets no worse.</summary>
    private static string Elsewhere(Site site, HelpPurpose purpose, bool namesEmergency)
    {
        var numbers = namesEmergency ? [] : site.Numbers.Instead(purpose).Select(LinkIn).ToList();
        return (purpose == HelpPurpose.UrgentAdvice ? "your doctor or, if it gets worse, " : "") + SiteNumbers.LocalNumber
            + (numbers.Count == 0 ? "" : $" ({string.Join(", ", numbers)})");
    }

    private static string LinkIn((HelpCountry Country, HelpNumber Number) row) => $"{Link(row.Number)} in {row.Country.Name}";

    /// <summary>The way by text, chat or relay.</summary>
    private static string Texting(HelpNumber number) => number.Text is { } text ? $" ({Lower(text.TrimEnd('.'))})" : "";

    private static string Link(HelpNumber number) => $"[{number.Phone}]({number.Call})";

    private static string Title(HelpPurpose purpose) => purpose switch
    {
        HelpPurpose.Emergency => "emergency",
        HelpPurpose.UrgentAdvice => "urgent advice",
        HelpPurpose.Crisis => "crisis line",
        HelpPurpose.Poison => "poison help line",
        _ => "domestic abuse helpline",
    };

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
