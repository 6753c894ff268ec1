using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Matching;

/// <summary>What a question's words reach.</summary>
/// <param name="Entries">Entries by falling score, 0 to 1.</param>
/// <param name="Decoys">Scores of the topics that the knowledge does not answer.</param>
internal sealed record Ranking(IReadOnlyList<(Entry Entry, double Score)> Entries, IReadOnlyList<double> Decoys);
