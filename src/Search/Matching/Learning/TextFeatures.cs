namespace HipFaqBot.Search.Matching.Learning;

/// <summary>What the ranker knows a text by. Each part has unit length times its share, so that a sum of products is a weighted sum of cosines.</summary>
/// <param name="Vector">The encoder's vector; empty where there is none.</param>
/// <param name="Terms">Rows of the <see cref="FeatureSpace"/> that the text has, rising.</param>
/// <param name="Values">Their values.</param>
internal sealed record TextFeatures(float[] Vector, int[] Terms, float[] Values);
