using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Matching;

/// <summary>
/// Every question, phrasing and decoy of a knowledge base as it is looked up, in the knowledge's order: entry by entry, then topic by
/// topic of the decoys. Its place says where each belongs: the entries' places come first, the topics' after them.
/// </summary>
internal sealed class Phrasings
{
    /// <summary>Analyses a knowledge base: a tenth of a millisecond for each phrasing.</summary>
    public Phrasings(KnowledgeBase knowledge, QuestionAnalyzer analyzer)
    {
        Entries = knowledge.Entries.Count;
        var places = knowledge.Entries.Select(entry => entry.Phrasings.Prepend(entry.Question)).Concat(knowledge.Decoys).ToList();
        Count = places.Count;
        Texts = [.. places.SelectMany(texts => texts.Select(analyzer.Read))];
        Places = [.. places.SelectMany((texts, place) => texts.Select(_ => place))];
    }

    /// <summary>How many entries there are.</summary>
    public int Entries { get; }

    /// <summary>How many places there are: entries and topics of decoys.</summary>
    public int Count { get; }

    /// <summary>The texts.</summary>
    public IReadOnlyList<QuestionText> Texts { get; }

    /// <summary>The place of each text.</summary>
    public IReadOnlyList<int> Places { get; }
}
