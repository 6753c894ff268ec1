namespace HipFaqBot.Search.Evaluation;

/// <summary>The questions whose confidence lies in one range, and how often their best entry was right.</summary>
/// <param name="From">Lower end of the range, which belongs to it.</param>
/// <param name="To">Upper end; belongs to the range only in the last bin, where it is 1.</param>
/// <param name="N">How many questions.</param>
/// <param name="Confidence">Their mean confidence.</param>
/// <param name="Right">Share of them whose best entry is right; equal to the confidence where it is honest.</param>
public sealed record CalibrationBin(double From, double To, int N, double Confidence, double Right);
