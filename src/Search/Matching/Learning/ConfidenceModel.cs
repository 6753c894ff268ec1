namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// From evidence to probabilities of being right: a softmax over all entries and "none of them", where an entry's evidence is
/// sharpened by one number and that of "none" is a weighted sum. What is missing to 1 is that none of the entries answers.
/// </summary>
/// <param name="Sharpness">How far the best entry stands out.</param>
/// <param name="None">Weights of the numbers of <see cref="Stranger"/>.</param>
internal sealed record ConfidenceModel(double Sharpness, IReadOnlyList<double> None)
{
    /// <summary>The same model, so many times as sure of itself, and readier by so much to find that an entry answers.</summary>
    public ConfidenceModel Sharpened(double times, double readier) =>
        new(times * Sharpness, [.. None.Select((weight, i) => (times * weight) - (i == 0 ? readier : 0))]);

    /// <summary>Writes each entry's probability; returns that of none.</summary>
    public double Probabilities(Evidence evidence, Span<double> probabilities)
    {
        Span<double> values = stackalloc double[Stranger.Count];
        evidence.None.CopyTo(values);
        var none = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            none += None[i] * values[i];
        }

        var highest = none;
        for (var entry = 0; entry < probabilities.Length; entry++)
        {
            probabilities[entry] = Sharpness * evidence.Entries[entry];
            highest = Math.Max(highest, probabilities[entry]);
        }

        none = Math.Exp(none - highest);
        var total = none;
        for (var entry = 0; entry < probabilities.Length; entry++)
        {
            probabilities[entry] = Math.Exp(probabilities[entry] - highest);
            total += probabilities[entry];
        }

        for (var entry = 0; entry < probabilities.Length; entry++)
        {
            probabilities[entry] /= total;
        }

        return none / total;
    }
}
