using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Evaluation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Tests.Matching.Learning;

/// <summary>The shipped knowledge with all that is learned from it: its ranker, and the detector of warning signs.</summary>
public sealed class ShippedRanker : IDisposable
{
    private readonly OnnxSentenceEncoder _encoder = new OnnxSentenceEncoder();

    public ShippedRanker()
    {
        Knowledge = ShippedKnowledge.Knowledge;
        var snapshot = KnowledgeSnapshot.InMemory(Knowledge);
        Learned.GiveTo(snapshot, _encoder, ShippedKnowledge.Folder);
        var current = new CurrentKnowledge();
        current.Publish(snapshot);
        Matcher = new Matcher(current);
        Detector = snapshot.Detector;
    }

    public KnowledgeBase Knowledge { get; }

    public Matcher Matcher { get; }

    /// <summary>With what was learned from words, from the encoder's vectors, and the taught network.</summary>
    public WarningSignDetector Detector { get; }

    public void Dispose() => _encoder.Dispose();

    /// <summary>The questions of a file of <c>knowledge/evaluation</c>, with what came of them.</summary>
    internal IReadOnlyList<(EvaluationQuestion Question, Match Match)> Ask(string file, QuestionKind kind)
    {
        var reading = QuestionFile.Read(Path.Combine(ShippedKnowledge.Folder, "evaluation", file));
        Assert.Empty(reading.Problems);
        return [.. reading.Questions.Where(question => question.Kind == kind).Select(question => (question, Matcher.Match(question.Text)))];
    }
}
