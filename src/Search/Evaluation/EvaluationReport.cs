using System.Text.Json;

namespace HipFaqBot.Search.Evaluation;

/// <summary>The figures of one evaluation. Shares are fractions from 0 to 1; a figure whose questions are absent is null.</summary>
/// <param name="Questions">How many questions were asked.</param>
/// <param name="In">Questions that an entry answers.</param>
/// <param name="Out">Questions that nothing answers.</param>
/// <param name="Red">Questions that must raise a warning sign.</param>
/// <param name="Calm">Questions that look like a warning sign and are none.</param>
/// <param name="FalseAlarmsIn">Share of the <c>in</c> questions on which a warning sign was raised.</param>
/// <param name="Auroc">Probability that the best entry of an <c>in</c> question has more confidence than that of an <c>out</c> question.</param>
/// <param name="OutRefusedAt95">Share of <c>out</c> below the confidence that keeps 95 % of <c>in</c>.</param>
/// <param name="Joint">Best share of <c>in</c> and <c>out</c> treated rightly (right and accepted, or refused) over all thresholds.</param>
/// <param name="Ece">Expected calibration error of the best entry's confidence over <c>in</c> and <c>out</c>, 10 bins of equal width.</param>
/// <param name="LatencyMs">Time for one match, milliseconds.</param>
/// <param name="BuildMs">Time to make the snapshot without a cache, milliseconds.</param>
/// <param name="MemoryMb">Resident memory of the process at the end, in units of 2^20 bytes.</param>
public sealed record EvaluationReport(
    int Questions,
    InFigures? In,
    OutFigures? Out,
    RedFigures? Red,
    CalmFigures? Calm,
    double? FalseAlarmsIn,
    double? Auroc,
    double? OutRefusedAt95,
    double? Joint,
    double? Ece,
    LatencyFigures LatencyMs,
    double BuildMs,
    double MemoryMb)
{
    /// <summary>What <see cref="Ece"/> is the sum of; empty in reports that were written before it was kept.</summary>
    public IReadOnlyList<CalibrationBin> Calibration
    {
        // The generated reader sets a member that the JSON lacks to null, past any initial value.
        get => field ?? [];
        init;
    }

    /// <summary>What ranked the entries: <c>learned</c>, <c>nearest</c> (the knowledge is too large to be learned) or <c>words</c> (too small). Null in reports that were written before it was kept.</summary>
    public string? RankedBy { get; init; }

    /// <summary>How many questions were met in which way, and how fast; empty in reports that were written before it was kept.</summary>
    public IReadOnlyList<WayFigures> Ways
    {
        get => field ?? [];
        init;
    }

    /// <summary>Recall by urgency and by sign, and false alarms, with intervals; empty where no message has a sign or must have none.</summary>
    public IReadOnlyList<SignFigures> Signs
    {
        get => field ?? [];
        init;
    }

    /// <summary>The report as one JSON document.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Default.EvaluationReport);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no report.</exception>
    public static EvaluationReport FromJson(string json) =>
        JsonSerializer.Deserialize(json, EvaluationJson.Default.EvaluationReport) ?? throw new JsonException("The report is null.");
}

/// <summary>Figures of the questions that an entry answers. The three ranking figures leave the decision aside; the last five sum to 1.</summary>
/// <param name="N">How many questions.</param>
/// <param name="Top1">Share whose best entry is right.</param>
/// <param name="Top3">Share with a right entry among the best three.</param>
/// <param name="Mrr">Mean of 1 / rank of the first right entry.</param>
/// <param name="AnsweredRight">Share answered with a right entry.</param>
/// <param name="AnsweredWrong">Share answered with a wrong entry.</param>
/// <param name="SuggestedRight">Share with a right entry among the suggestions.</param>
/// <param name="SuggestedWrong">Share with suggestions that are all wrong.</param>
/// <param name="Declined">Share declined.</param>
public sealed record InFigures(
    int N,
    double Top1,
    double Top3,
    double Mrr,
    double AnsweredRight,
    double AnsweredWrong,
    double SuggestedRight,
    double SuggestedWrong,
    double Declined);

/// <summary>Figures of the questions that nothing answers; the shares sum to 1.</summary>
/// <param name="N">How many questions.</param>
/// <param name="Declined">Share declined, which is right.</param>
/// <param name="Suggested">Share met with suggestions.</param>
/// <param name="Answered">Share answered, which is wrong.</param>
public sealed record OutFigures(int N, double Declined, double Suggested, double Answered);

/// <summary>Figures of the questions that must raise a warning sign.</summary>
/// <param name="N">How many questions.</param>
/// <param name="Alerted">Share on which any sign was raised.</param>
/// <param name="RightSign">Share on which an expected sign was raised.</param>
public sealed record RedFigures(int N, double Alerted, double RightSign);

/// <summary>Figures of the questions that must not alarm.</summary>
/// <param name="N">How many questions.</param>
/// <param name="Alerted">Share on which a sign was raised, which is wrong.</param>
public sealed record CalmFigures(int N, double Alerted);

/// <summary>Percentiles of the time for one match, milliseconds, on one thread after a warm-up.</summary>
/// <param name="P50">Median.</param>
/// <param name="P95">95 of 100 questions take at most this.</param>
/// <param name="P99">99 of 100 questions take at most this.</param>
public sealed record LatencyFigures(double P50, double P95, double P99);

/// <summary>Questions that were met in one way.</summary>
/// <param name="Way">The way: see <see cref="Matching.MatchWay"/>. <c>phrasing</c> and <c>certainWords</c> ask no encoder.</param>
/// <param name="N">How many of the <c>in</c> and <c>out</c> questions.</param>
/// <param name="P50">Median of the time for one match, as in <see cref="LatencyFigures"/>, milliseconds.</param>
public sealed record WayFigures(string Way, int N, double P50);
