using HipFaqBot.Search.Knowledge;
using J2N.Text;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Synonym;
using Lucene.Net.Util;

namespace HipFaqBot.Search.Text;

/// <summary>
/// <c>synonyms.txt</c> as Lucene's map. Every word of a group becomes the group's first one, in entries and questions alike,
/// so that a group counts as one word with one weight, however many spellings it has.
/// </summary>
internal static class SynonymRules
{
    /// <summary>Between the words of a group's first one; no word of a text holds it.</summary>
    public const char Joint = '\u0001';

    private const string Name = "synonyms.txt";

    /// <summary>The map, or null where there is no rule. The words are analysed as the text will be, up to the stems.</summary>
    /// <exception cref="FormatException">A rule is broken; <see cref="Check"/> says which.</exception>
    public static SynonymMap? Build(string rules, Analyzer analyzer)
    {
        var parser = new OnePieceParser(analyzer);
        var any = false;
        foreach (var (rule, _) in Rules(rules))
        {
            Parse(parser, rule);
            any = true;
        }

        return any ? parser.Build() : null;
    }

    /// <summary>Every word and phrase that a rule names.</summary>
    public static IEnumerable<string> Words(string rules) =>
        Rules(rules).SelectMany(rule => rule.Rule.Split([",", "=>"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Tries each rule by itself, so that a broken one is named by its line.</summary>
    public static void Check(string rules, ProblemList problems)
    {
        using var analyzer = new StemAnalyzer();
        var owners = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (rule, line) in Rules(rules))
        {
            try
            {
                Parse(new OnePieceParser(analyzer), rule);
            }
            catch (FormatException)
            {
                problems.Error(Name, line, "synonyms", "The rule cannot be read (write words that mean the same with commas between: physio, physiotherapy, physical therapy).");
                continue;
            }

            foreach (var word in rule.Split([",", "=>"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!owners.TryAdd(PhrasingText.Normalize(word), line) && owners[PhrasingText.Normalize(word)] != line)
                {
                    problems.Warning(Name, line, "synonyms", $"\"{word}\" stands in line {owners[PhrasingText.Normalize(word)]} too, which wins (keep it in one group).");
                }
            }
        }
    }

    /// <summary>Names rules none of whose words stands in any phrasing: they are likely misspelt, and only cost.</summary>
    public static void CheckUse(string rules, IEnumerable<string> phrasings, ProblemList problems)
    {
        using var analyzer = new QuestionAnalyzer("");
        var used = phrasings.Select(phrasing => $" {string.Join(' ', analyzer.Words(phrasing))} ").ToList();
        foreach (var (rule, line) in Rules(rules))
        {
            var words = rule.Split([",", "=>"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (!words.Select(word => $" {string.Join(' ', analyzer.Words(word))} ").Any(word => used.Exists(phrasing => phrasing.Contains(word, StringComparison.Ordinal))))
            {
                problems.Warning(Name, line, "unused-synonym", $"No phrasing has any word of \"{rule}\" (mend the spelling, or remove the rule).");
            }
        }
    }

    private static void Parse(OnePieceParser parser, string rule)
    {
        if (rule.Split("=>").Any(side => side.Trim(',', ' ').Length == 0))
        {
            throw new FormatException("A side of the rule is empty.");
        }

        try
        {
            parser.Parse(new StringReader(rule));
        }
        catch (ParseException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static IEnumerable<SynonymRule> Rules(string rules) =>
        rules.ReplaceLineEndings("\n").Split('\n')
            .Select((rule, index) => new SynonymRule(rule.Trim(), index + 1))
            .Where(rule => rule.Rule.Length > 0 && rule.Rule[0] != '#');

    private sealed record SynonymRule(string Rule, int Line);

    /// <summary>
    /// Lucene's filter lays an output of several words over the words that follow ("thr surgery" as "hip surgery replacement"),
    /// so an output goes through it as one word, which <see cref="QuestionAnalyzer.Words"/> takes apart.
    /// </summary>
    private sealed class OnePieceParser(Analyzer analyzer) : SolrSynonymParser(dedup: true, expand: false, analyzer)
    {
        public override void Add(CharsRef input, CharsRef output, bool includeOrig) =>
            base.Add(input, new CharsRef(output.ToString().Replace((char)SynonymMap.WORD_SEPARATOR, Joint)), includeOrig);
    }
}
