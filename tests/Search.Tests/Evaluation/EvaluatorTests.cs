using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Evaluation;
using HipFaqBot.Search.Knowledge;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.Search.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly KnowledgeBase Knowledge = new(
        "1",
        Site.Default,
        [
            new Entry("duration", "How long does a course of therapy take?", ["how many weeks of physio will i need"], "c", "Weeks."),
            new Entry("walking", "Should I keep walking?", ["is walking good for a sore hip"], "c", "Yes."),
        ]);

    private static readonly EvaluationQuestion[] Questions =
    [
        new("how many weeks of physio will i need", ["duration"], QuestionKind.In, []),
        new("is walking good for a sore hip", ["walking"], QuestionKind.In, []),
        new("capital of France", [], QuestionKind.Out, []),
        new("cannot feel my legs", [], QuestionKind.Red, ["rf-x"]),
        new("my pain is worse in the fall", [], QuestionKind.Calm, []),
    ];

    [Fact]
    public void A_phrasing_of_the_knowledge_comes_first_and_a_stranger_is_declined()
    {
        var run = new Evaluator(new NoSentenceEncoder(), new FakeTimeProvider()).Run(Knowledge, Questions);

        Assert.Equal(5, run.Report.Questions);
        Assert.Equal((2, 1.0, 1.0), (run.Report.In!.N, run.Report.In.Top1, run.Report.In.Mrr));
        Assert.Equal(1, run.Report.Out!.Declined);
        Assert.Equal(1, run.Report.Auroc);
        Assert.Equal(1, run.Report.Red!.N);
        Assert.Equal(1, run.Report.Calm!.N);
        Assert.Equal(["duration", "walking"], run.Outcomes.Take(2).Select(outcome => outcome.Ranked[0]));
        Assert.True(run.Report.MemoryMb > 1);
    }

    [Fact]
    public void The_same_questions_give_the_same_report()
    {
        var evaluator = new Evaluator(new NoSentenceEncoder(), new FakeTimeProvider());

        var first = evaluator.Run(Knowledge, Questions).Report with { MemoryMb = 0 };
        var second = evaluator.Run(Knowledge, Questions).Report with { MemoryMb = 0 };

        Assert.Equal(first.ToJson(), second.ToJson());
    }

    [Fact]
    public void Every_match_takes_its_own_time()
    {
        // The clock moves on by a millisecond whenever it is looked at: one look before and one after each match.
        var report = new Evaluator(new NoSentenceEncoder(), new SteppingTime()).Run(Knowledge, Questions).Report;

        Assert.Equal(new LatencyFigures(1, 1, 1), report.LatencyMs);
        Assert.Equal(1, report.BuildMs);
    }

    private sealed class SteppingTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now++;
    }
}
