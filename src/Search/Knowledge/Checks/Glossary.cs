using System.Text.RegularExpressions;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>Terms that a person may not know, and names of drugs, from <c>glossary.yaml</c>.</summary>
/// <param name="Terms">Each term with plain words for it.</param>
/// <param name="Drugs">Names that need no explanation.</param>
internal sealed record Glossary(IReadOnlyDictionary<string, string> Terms, IReadOnlyList<string> Drugs)
{
    public const string Name = "glossary.yaml";

    public static Glossary None { get; } = new(new Dictionary<string, string>(), []);

    public static Glossary Parse(string text, ProblemList problems)
    {
        if (YamlFields.Parse(text, Name, 0, problems) is not { } fields)
        {
            return None;
        }

        var terms = fields.Map("terms")?.Texts().ToDictionary(term => term.Key, term => term.Text, StringComparer.OrdinalIgnoreCase) ?? [];
        var drugs = fields.TextList("drugs").Select(drug => drug.Text).ToList();
        fields.RejectUnknown();
        return new Glossary(terms, drugs);
    }

    /// <summary>Finds every term and drug, longest first; null where there is none.</summary>
    public Regex? KnownWords()
    {
        var words = Terms.Keys.Concat(Drugs).OrderByDescending(word => word.Length).Select(Regex.Escape).ToList();
        return words.Count == 0 ? null : new Regex($@"\b({string.Join('|', words)})(s|es)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>
    /// The terms that a text leaves unexplained where they first stand. A term is explained by brackets after or around it,
    /// or by "… is", "… means", "…, or …".
    /// </summary>
    /// <param name="text">The answer without Markdown's marks.</param>
    public IEnumerable<string> Unexplained(string text) =>
        from term in Terms.Keys
        let first = Regex.Match(text, $@"\b{Regex.Escape(term)}(s|es)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
        where first.Success && !IsExplained(text[..first.Index], text[(first.Index + first.Length)..])
        select term;

    private static bool IsExplained(string before, string after) =>
        Regex.IsMatch(after, @"^[ \w-]{0,25}\(|^[ \w-]{0,20} (is|are|means?)\b|^,? or ", RegexOptions.CultureInvariant)
        || before.LastIndexOf('(') > before.LastIndexOf(')');
}
