namespace HipFaqBot.Search.Evaluation;

/// <summary>How far a confidence is from the share of times that it is right.</summary>
internal static class CalibrationError
{
    private const int Bins = 10;

    /// <summary>
    /// Expected calibration error (Naeini et al. 2015; Guo et al. 2017): over bins of equal width, the distance between mean
    /// confidence and share right, weighed by the bin's size. Bins hold their lower bound, the last one also 1.
    /// </summary>
    public static double? Expected(IReadOnlyList<(double Confidence, bool Right)> judged) =>
        judged.Count == 0
            ? null
            : judged
                .GroupBy(one => Math.Min(Bins - 1, (int)(one.Confidence * Bins)))
                .OrderBy(bin => bin.Key)
                .Sum(bin => Math.Abs(bin.Sum(one => one.Confidence) - bin.Count(one => one.Right))) / judged.Count;
}
