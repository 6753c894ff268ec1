namespace HipFaqBot.Search.Evaluation;

/// <summary>How far a confidence is from the share of times that it is right.</summary>
internal static class Calibration
{
    private const int Bins = 10;

    /// <summary>The questions by confidence, in bins of equal width that are not empty, lowest first. Bins hold their lower bound, the last one also 1.</summary>
    public static IReadOnlyList<CalibrationBin> Table(IReadOnlyList<(double Confidence, bool Right)> judged) =>
        [.. judged
            .GroupBy(one => Math.Min(Bins - 1, (int)(one.Confidence * Bins)))
            .OrderBy(bin => bin.Key)
            .Select(bin => new CalibrationBin(
                bin.Key / (double)Bins,
                (bin.Key + 1) / (double)Bins,
                bin.Count(),
                bin.Average(one => one.Confidence),
                bin.Count(one => one.Right) / (double)bin.Count()))];

    /// <summary>
    /// Expected calibration error (Naeini et al. 2015; Guo et al. 2017): over the bins, the distance between mean confidence and
    /// share right, weighed by the bin's size; null without questions.
    /// </summary>
    public static double? ExpectedError(IReadOnlyList<CalibrationBin> table) =>
        table.Count == 0 ? null : table.Sum(bin => bin.N * Math.Abs(bin.Confidence - bin.Right)) / table.Sum(bin => bin.N);
}
