namespace HipFaqBot.Search.Encoding;

/// <summary>No encoder: matching goes by words alone.</summary>
public sealed class NoSentenceEncoder : ISentenceEncoder
{
    /// <inheritdoc/>
    public string Id => "none";

    /// <inheritdoc/>
    public int Dimensions => 0;

    /// <inheritdoc/>
    public float[] Encode(string text) => [];

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
