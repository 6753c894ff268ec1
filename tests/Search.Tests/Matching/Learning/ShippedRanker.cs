using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Evaluation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Search.Tests.Matching.Learning;

/// <summary>The shipped knowledge with its ranker.</summary>
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
