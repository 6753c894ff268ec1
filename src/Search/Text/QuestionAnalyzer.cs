using System.Text;
using System.Text.RegularExpressions;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.Synonym;
using Lucene.Net.Analysis.TokenAttributes;

namespace HipFaqBot.Search.Text;

/// <summary>
/// The one way from a text to the words that are looked up, for phrasings and questions alike:
/// Unicode compatibility form, then the stems of <see cref="StemAnalyzer"/>, then each synonym as its group's first word.
/// </summary>
public sealed partial class QuestionAnalyzer : IDisposable
{
    /// <summary>Of a longer text only so many characters are matched: nobody's question has more.</summary>
    public const int MaxCharacters = 4_000;

    private readonly SynonymAnalyzer _analyzer;

    /// <summary>Makes the analyzer of one version of the knowledge.</summary>
    /// <param name="synonyms">Rules in Solr's synonym format; empty for none.</param>
    /// <exception cref="FormatException">A rule is broken.</exception>
    public QuestionAnalyzer(string synonyms)
    {
        using var stems = new StemAnalyzer();
        _analyzer = new SynonymAnalyzer(SynonymRules.Build(synonyms, stems));
    }

    /// <summary>The text's words as they are looked up, in their order.</summary>
    public IReadOnlyList<string> Words(string text)
    {
        var normal = PhrasingText.WellFormed(text.Length > MaxCharacters ? text[..MaxCharacters] : text).Normalize(NormalizationForm.FormKC);
        var words = new List<string>();
        using var stream = _analyzer.GetTokenStream("words", MissingSpace().Replace(normal, " "));
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            words.AddRange(term.ToString().Split(SynonymRules.Joint));
        }

        stream.End();
        return words;
    }

    /// <inheritdoc/>
    public void Dispose() => _analyzer.Dispose();

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
