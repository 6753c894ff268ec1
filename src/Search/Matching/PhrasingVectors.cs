using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Matching;

/// <summary>
/// Likeness of a question to single phrasings: the cosine over words and pairs, each weighed by its inverse entry frequency.
/// Where Lucene's score says that an entry's phrasings together have the question's words, this says that one of them puts the question.
/// </summary>
internal sealed class PhrasingVectors
{
    private const double PairWeight = 0.5;

    private readonly Dictionary<Entry, Vector[]> _vectors = [];
    private readonly Dictionary<string, int> _entryFrequency = new(StringComparer.Ordinal);
    private readonly int _entries;

    public PhrasingVectors(KnowledgeBase knowledge, QuestionAnalyzer analyzer)
    {
        _entries = knowledge.Entries.Count;
        var terms = knowledge.Entries.ToDictionary(
            entry => entry,
            entry => entry.Phrasings.Prepend(entry.Question).Select(text => (Text: text, Terms: TermsOf(analyzer.Words(text)))).ToArray());
        foreach (var term in terms.Values.SelectMany(phrasings => phrasings.SelectMany(phrasing => phrasing.Terms).Distinct()))
        {
            _entryFrequency[term] = _entryFrequency.GetValueOrDefault(term) + 1;
        }

        foreach (var (entry, phrasings) in terms)
        {
            _vectors[entry] = [.. phrasings.Select(phrasing => new Vector(phrasing.Text, phrasing.Terms, Length(phrasing.Terms)))];
        }
    }

    /// <summary>The entry's phrasing that is most like the question, with the likeness from 0 to 1.</summary>
    public (string Phrasing, double Likeness) Nearest(Entry entry, IReadOnlyList<string> words)
    {
        var question = TermsOf(words);
        var length = Length(question);
        var best = (Phrasing: entry.Question, Likeness: 0.0);
        foreach (var vector in _vectors[entry])
        {
            var shared = 0.0;
            foreach (var term in question)
            {
                shared += vector.Terms.Contains(term) ? Square(Weight(term)) : 0;
            }

            var likeness = shared == 0 ? 0 : shared / (length * vector.Length);
            if (likeness > best.Likeness)
            {
                best = (vector.Text, Math.Min(1, likeness));
            }
        }

        return best;
    }

    private static HashSet<string> TermsOf(IReadOnlyList<string> words) =>
        new(words.Concat(Terms.Pairs(words)), StringComparer.Ordinal);

    private double Length(HashSet<string> terms) => Math.Sqrt(terms.Sum(term => Square(Weight(term))));

    private double Weight(string term)
    {
        var frequency = _entryFrequency.GetValueOrDefault(term);
        var inverse = Math.Log(1 + ((_entries - frequency + 0.5) / (frequency + 0.5)));
        return term.Contains(' ', StringComparison.Ordinal) ? PairWeight * inverse : inverse;
    }

    private static double Square(double value) => value * value;

    private sealed record Vector(string Text, HashSet<string> Terms, double Length);
}
