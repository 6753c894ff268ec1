using System.Text;
using System.Text.RegularExpressions;
using HipFaqBot.Search.Knowledge;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.Synonym;
using Lucene.Net.Analysis.TokenAttributes;

namespace HipFaqBot.Search.Text;

/// <summary>
/// The one way from a text to the words that are looked up, for phrasings and questions alike: Unicode compatibility form, lower
/// case, shorthand spelt out, slips repaired, then the stems of <see cref="StemAnalyzer"/>, then each synonym as its group's first word.
/// </summary>
public sealed partial class QuestionAnalyzer : IDisposable
{
    /// <summary>Of a longer text only so many characters are matched: nobody's question has more.</summary>
    public const int MaxCharacters = 4_000;

    private readonly SynonymAnalyzer _analyzer;
    private readonly Spelling? _spelling;

    /// <summary>Makes an analyzer that repairs nothing.</summary>
    /// <param name="synonyms">Rules in Solr's synonym format; empty for none.</param>
    /// <exception cref="FormatException">A rule is broken.</exception>
    public QuestionAnalyzer(string synonyms)
    {
        using var stems = new StemAnalyzer();
        _analyzer = new SynonymAnalyzer(SynonymRules.Build(synonyms, stems));
    }

    /// <summary>Makes the analyzer of one version of the knowledge, which repairs spelling by that version's words.</summary>
    public QuestionAnalyzer(KnowledgeBase knowledge)
        : this(knowledge.Synonyms, Texts(knowledge.Entries, knowledge.Decoys))
    {
    }

    /// <summary>Makes an analyzer that repairs spelling by the words of these texts.</summary>
    internal QuestionAnalyzer(string synonyms, IEnumerable<string> texts)
        : this(synonyms) =>
        _spelling = new Spelling(texts, SynonymRules.Words(synonyms));

    /// <summary>The texts whose words are good words.</summary>
    internal static IEnumerable<string> Texts(IEnumerable<Entry> served, IEnumerable<IEnumerable<string>> decoys) =>
        served.SelectMany(entry => entry.Phrasings.Prepend(entry.Question)).Concat(decoys.SelectMany(topic => topic));

    /// <summary>The text's words as they are looked up, in their order.</summary>
    public IReadOnlyList<string> Words(string text) => Read(text).Words;

    /// <summary>Analyses a text.</summary>
    public QuestionText Read(string text)
    {
        var normal = PhrasingText.WellFormed(text.Length > MaxCharacters ? text[..MaxCharacters] : text).Normalize(NormalizationForm.FormKC);
        var corrections = new List<Replacement>();
        var repaired = Word().Replace(MissingSpace().Replace(normal, " "), word => Repaired(word.Value, corrections));
        var expansions = new List<Replacement>();
        return new QuestionText(PhrasingText.Normalize(repaired), Stems(repaired, expansions), corrections, expansions);
    }

    /// <inheritdoc/>
    public void Dispose() => _analyzer.Dispose();

    private string Repaired(string typed, List<Replacement> corrections)
    {
        var word = typed.ToLowerInvariant().Replace('’', '\'');
        var meant = EnglishWords.Expand(word) ?? _spelling?.Repair(word);
        if (meant is null)
        {
            return word;
        }

        corrections.Add(new Replacement(word, meant));
        return meant;
    }

    private List<string> Stems(string text, List<Replacement> expansions)
    {
        var words = new List<string>();
        using var stream = _analyzer.GetTokenStream("words", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        var type = stream.GetAttribute<ITypeAttribute>();
        var place = stream.GetAttribute<IOffsetAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            var parts = term.ToString().Split(SynonymRules.Joint);
            words.AddRange(parts);
            var typed = text[place.StartOffset..place.EndOffset];
            if (type.Type == SynonymFilter.TYPE_SYNONYM && !string.Join(' ', parts).Equals(typed, StringComparison.OrdinalIgnoreCase))
            {
                expansions.Add(new Replacement(typed, string.Join(' ', parts)));
            }
        }

        stream.End();
        return words;
    }

    /// <summary>Letters with the apostrophes within them.</summary>
    [GeneratedRegex(@"\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*|\p{N}+\p{L}+\p{N}*")]
    private static partial Regex Word();

    /// <summary>"it hurts.what now": people in a hurry leave spaces out, and the tokenizer would keep such words as one.</summary>
    [GeneratedRegex(@"(?<=\p{L})[._:](?=\p{L})")]
    private static partial Regex MissingSpace();

    private sealed class SynonymAnalyzer(SynonymMap? synonyms) : Analyzer
    {
        protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader)
        {
            var tokenizer = new StandardTokenizer(StemAnalyzer.Version, reader) { MaxTokenLength = 64 };
            var stems = StemAnalyzer.Stems(tokenizer);
            return new TokenStreamComponents(tokenizer, synonyms is null ? stems : new SynonymFilter(stems, synonyms, ignoreCase: false));
        }
    }
}
