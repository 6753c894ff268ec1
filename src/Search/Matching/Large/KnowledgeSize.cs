using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching.Learning;

namespace HipFaqBot.Search.Matching.Large;

/// <summary>
/// Tells a large knowledge base from a usual one. A usual one is learned (<see cref="RankerTraining"/>); a large one, of more phrasings
/// than can be learned from on one small machine, is met by its nearest phrasing and BM25, which needs no training.
/// </summary>
internal static class KnowledgeSize
{
    /// <summary>With more questions, phrasings and decoys than this a knowledge base is large.</summary>
    public const int MostLearned = RankerTraining.MostPhrasings;

    /// <summary>How many questions, phrasings and decoys there are.</summary>
    public static int Of(KnowledgeBase knowledge) =>
        knowledge.Entries.Sum(entry => entry.Phrasings.Count + 1) + knowledge.Decoys.Sum(topic => topic.Count);
}
