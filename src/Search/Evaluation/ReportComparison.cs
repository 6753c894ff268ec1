namespace HipFaqBot.Search.Evaluation;

/// <summary>Two reports side by side, and whether the newer one is worse where it matters.</summary>
/// <param name="Rows">Every figure that either report has.</param>
public sealed record ReportComparison(IReadOnlyList<ComparedFigure> Rows)
{
    /// <summary>A guarded figure may move this far the wrong way; half a point is a question or two in a few hundred.</summary>
    public const double Tolerance = 0.005;

    /// <summary>The guarded figures that got worse by more than the tolerance.</summary>
    public IEnumerable<ComparedFigure> Worse => Rows.Where(row => row.IsWorse);

    /// <summary>Compares a report with an older one.</summary>
    public static ReportComparison Of(EvaluationReport baseline, EvaluationReport now)
    {
        ComparedFigure[] rows =
        [
            Row("in.top1", report => report.In?.Top1, Wanted.More),
            Row("in.top3", report => report.In?.Top3),
            Row("in.mrr", report => report.In?.Mrr),
            Row("in.answeredRight", report => report.In?.AnsweredRight, Wanted.More),
            Row("in.answeredWrong", report => report.In?.AnsweredWrong, Wanted.Less),
            Row("in.suggestedRight", report => report.In?.SuggestedRight),
            Row("in.suggestedWrong", report => report.In?.SuggestedWrong),
            Row("in.declined", report => report.In?.Declined),
            Row("out.declined", report => report.Out?.Declined),
            Row("out.suggested", report => report.Out?.Suggested),
            Row("out.answered", report => report.Out?.Answered, Wanted.Less),
            Row("red.alerted", report => report.Red?.Alerted, Wanted.More),
            Row("red.rightSign", report => report.Red?.RightSign),
            Row("calm.alerted", report => report.Calm?.Alerted),
            Row("falseAlarmsIn", report => report.FalseAlarmsIn),
            Row("auroc", report => report.Auroc),
            Row("outRefusedAt95", report => report.OutRefusedAt95),
            Row("joint", report => report.Joint),
            Row("ece", report => report.Ece),
        ];
        return new ReportComparison([.. rows.Where(row => row.Baseline is not null || row.Now is not null)]);

        ComparedFigure Row(string name, Func<EvaluationReport, double?> figure, Wanted wanted = Wanted.Unguarded) =>
            new(name, figure(baseline), figure(now), wanted);
    }
}

/// <summary>One figure of two reports.</summary>
/// <param name="Name">Its path in the report's JSON.</param>
/// <param name="Baseline">In the older report; null where it has none.</param>
/// <param name="Now">In the newer report; null where it has none.</param>
/// <param name="Wanted">Which way is better, if the figure is guarded.</param>
public sealed record ComparedFigure(string Name, double? Baseline, double? Now, Wanted Wanted)
{
    // Half a point must not count as more than half a point because of binary fractions.
    private const double Slack = 1e-9;

    /// <summary>How far the figure moved; null unless both reports have it.</summary>
    public double? Difference => Now - Baseline;

    /// <summary>Whether a guarded figure got worse by more than the tolerance, or was lost.</summary>
    public bool IsWorse => Wanted switch
    {
        Wanted.More => Baseline is not null && (Now is null || Difference < -ReportComparison.Tolerance - Slack),
        Wanted.Less => Baseline is not null && (Now is null || Difference > ReportComparison.Tolerance + Slack),
        _ => false,
    };
}

/// <summary>Which way a figure should move.</summary>
public enum Wanted
{
    /// <summary>It is shown and not judged.</summary>
    Unguarded,

    /// <summary>It must not fall.</summary>
    More,

    /// <summary>It must not rise.</summary>
    Less,
}
