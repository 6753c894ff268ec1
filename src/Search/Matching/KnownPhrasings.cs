using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Matching;

/// <summary>Every phrasing as its words: a question that comes down to the same words is that entry's, without any weighing.</summary>
internal sealed class KnownPhrasings
{
    private readonly Dictionary<string, Entry?> _byWords = new(StringComparer.Ordinal);

    public KnownPhrasings(KnowledgeBase knowledge, QuestionAnalyzer analyzer)
    {
        foreach (var entry in knowledge.Entries)
        {
            foreach (var phrasing in entry.Phrasings.Prepend(entry.Question))
            {
                var words = Key(analyzer.Words(phrasing));
                if (!_byWords.TryAdd(words, entry) && _byWords[words] != entry)
                {
                    // Two entries' phrasings that come down to the same words tell nothing.
                    _byWords[words] = null;
                }
            }
        }
    }

    /// <summary>The entry that has a phrasing of just these words, or null.</summary>
    public Entry? Find(IReadOnlyList<string> words) => words.Count == 0 ? null : _byWords.GetValueOrDefault(Key(words));

    private static string Key(IReadOnlyList<string> words) => string.Join(' ', words);
}
