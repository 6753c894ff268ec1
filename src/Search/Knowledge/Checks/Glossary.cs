using System.Text.RegularExpressions;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>Terms that a person may not know, and names of drugs, from <c>glossary.yaml</c>.</summary>
/// <param name="Terms">Each term with plain words for it.</param>
/// <param name="Drugs">Names that need no explanation.</param>
internal sealed partial record Glossary(IReadOnlyDictionary<string, string> Terms, IReadOnlyList<string> Drugs)
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
    /// The terms that a text leaves unexplained where they first stand. A term is explained by brackets after it or around it, by
    /// a dash or colon and plain words, by "… is a", "… means", "…, or …", or when it names what went before: "…, called bursitis".
    /// </summary>
    /// <param name="text">The answer without Markdown's marks.</param>
    public IEnumerable<string> Unexplained(string text) =>
        from term in Terms.Keys
        let first = Finder(term).Match(text)
        where first.Success && !IsExplained(text[..first.Index], text[(first.Index + first.Length)..])
        select term;

    /// <summary>Finds the term, singular or plural, even where a line ends within it.</summary>
    public static Regex Finder(string term) =>
        new($@"\b{Regex.Escape(term).Replace("\\ ", @"\s+", StringComparison.Ordinal)}(s|es)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static bool IsExplained(string before, string after) =>
        After().IsMatch(after) || Named().IsMatch(before) || before.LastIndexOf('(') > before.LastIndexOf(')');

    [GeneratedRegex(@"^[ \w-]{0,25}\(|^[ \w-]{0,20} ((is|are) (a|an|the|when|where|what|how)|means?)\b|^, or |^( [–—-]|:) ", RegexOptions.CultureInvariant)]
    private static partial Regex After();

    [GeneratedRegex(@"\b(called|known as) (a |an |the )?$", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
