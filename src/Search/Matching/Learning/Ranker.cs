using System.Numerics.Tensors;
using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// Says how likely each entry is the one that a question asks for. Learned from the phrasings of one version of the knowledge, and
/// good for every later one with the same phrasings. Immutable; safe for many threads.
/// </summary>
/// <param name="Ids">Ids of the entries that it learned from, in its order.</param>
/// <param name="Space">The terms.</param>
/// <param name="Weights">What was learned.</param>
/// <param name="Nearest">The phrasings' vectors.</param>
/// <param name="Confidence">From evidence to probability.</param>
internal sealed record Ranker(
    IReadOnlyList<string> Ids, FeatureSpace Space, LearnedWeights Weights, NearestPhrasings Nearest, ConfidenceModel Confidence)
{
    /// <summary>
    /// A question whose best entry leads the next by this much of Lucene's share needs no encoder: of held-out phrasings with such a
    /// lead nearly all were right. Above 1 where none is that sure.
    /// </summary>
    public float CertainLead { get; init; } = 2;

    /// <summary>The discriminant, as it counts; null where phrasings are many or there is no encoder.</summary>
    public LinearDiscriminant? Discriminant { get; init; }

    /// <summary>What counts how much beside <see cref="Weights"/>.</summary>
    public required EvidenceBlend Blend { get; init; }

    /// <summary>Weighs all entries.</summary>
    /// <param name="text">The question.</param>
    /// <param name="encoder">The one it was trained with.</param>
    /// <param name="shares">Lucene's share of each of its entries, then of each topic of decoys.</param>
    public Weighed Weigh(QuestionText text, ISentenceEncoder encoder, ReadOnlySpan<float> shares)
    {
        var vector = (Weights.Dimensions > encoder.Dimensions ? encoder.Wide : encoder).Encode(text.Plain);
        var logs = new float[Weights.Classes];
        Weights.LogProbabilities(Space.Features(text, vector), logs);
        var both = logs;
        float[]? behind = null;
        if (Discriminant is not null)
        {
            behind = Discriminant.Scores(vector);
            TensorPrimitives.Subtract(behind, TensorPrimitives.Max<float>(behind), behind);
            both = [.. logs];
            LinearDiscriminant.Lower(both, behind, 1);
        }

        var cosines = new float[Ids.Count];
        var evidence = Blend.Of(both, shares, Ids.Count, entry => Nearest.Cosine(entry, vector), cosines);
        var probabilities = new double[Ids.Count];
        Confidence.Probabilities(evidence, probabilities);
        return new Weighed(probabilities, logs, behind, cosines);
    }
}

/// <summary>What a ranker made of a question: a number for each of its entries.</summary>
/// <param name="Probabilities">That the entry is the right one.</param>
/// <param name="Logs">Logarithms of the regression's probabilities.</param>
/// <param name="Discriminant">How far behind its nearest the discriminant sees each class; null where there is none.</param>
/// <param name="Cosines">With the nearest phrasing; 0 where it was not looked at.</param>
internal readonly record struct Weighed(double[] Probabilities, float[] Logs, float[]? Discriminant, float[] Cosines);
