using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Matching;

/// <summary>An entry that may be the one a person wants.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Confidence">Probability, 0 to 1, that it is the right one.</param>
/// <param name="Features">What the confidence was made from.</param>
public sealed record Candidate(Entry Entry, double Confidence, MatchFeatures Features);

/// <summary>The measurements that a confidence is made from, kept so that an editor can see why.</summary>
/// <param name="Lexical">Lucene's score as a share, 0 to 1, of the best that the question could have reached with any entry.</param>
/// <param name="Known">Whether the question comes down to the same words as one of the entry's phrasings.</param>
public sealed record MatchFeatures(double Lexical, bool Known)
{
    /// <summary>Probability that the learned ranker gives the entry by the question's features alone; null where it was not asked.</summary>
    public double? Learned { get; init; }

    /// <summary>By so much of a logarithm the linear discriminant sees the entry behind its nearest one (0 or less); null where there is none.</summary>
    public double? Discriminant { get; init; }

    /// <summary>Cosine of the encoder's vectors with the entry's nearest phrasing; null where it was not measured.</summary>
    public double? Nearest { get; init; }
}
