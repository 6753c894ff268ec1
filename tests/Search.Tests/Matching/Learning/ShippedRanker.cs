using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Evaluation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Matching.Learning;

namespace HipFaqBot.Search.Tests.Matching.Learning;

/// <summary>
/// The shipped knowledge with its ranker. Training takes half a minute, so it is done once for all tests, and kept beside the
/// program for the next run: a change of phrasings or of the training makes a new one.
/// </summary>
public sealed class ShippedRanker : IDisposable
{
    private readonly OnnxSentenceEncoder _encoder = new OnnxSentenceEncoder();

    public ShippedRanker()
    {
        Knowledge = KnowledgeReader.Read(ShippedKnowledge.Folder, new DateOnly(2026, 11, 23)).Knowledge!;
        var snapshot = KnowledgeSnapshot.InMemory(Knowledge);
        var rankers = new Rankers(_encoder, Path.Combine(AppContext.BaseDirectory, "trained"), TimeProvider.System);
        if (!rankers.TryFind(snapshot))
        {
            rankers.Train(snapshot, CancellationToken.None);
        }

        var current = new CurrentKnowledge();
        current.Publish(snapshot);
        Matcher = new Matcher(current);
    }

    public KnowledgeBase Knowledge { get; }

    public Matcher Matcher { get; }

    public void Dispose() => _encoder.Dispose();

    /// <summary>The questions of a file of <c>knowledge/evaluation</c>, with what came of them.</summary>
    internal IReadOnlyList<(EvaluationQuestion Question, Match Match)> Ask(string file, QuestionKind kind)
    {
        var reading = QuestionFile.Read(Path.Combine(ShippedKnowledge.Folder, "evaluation", file));
        Assert.Empty(reading.Problems);
        return [.. reading.Questions.Where(question => question.Kind == kind).Select(question => (question, Matcher.Match(question.Text)))];
    }
}
