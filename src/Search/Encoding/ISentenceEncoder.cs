namespace HipFaqBot.Search.Encoding;

/// <summary>
/// Turns a text into a vector whose direction stands for its meaning, so that texts that mean alike lie close together.
/// The place where another model goes: see <c>docs/matching.md</c>. Safe for many threads; deterministic.
/// </summary>
public interface ISentenceEncoder : IDisposable
{
    /// <summary>The model's name and the hash of its files: two encoders with one id give the same vectors, so it keys caches.</summary>
    string Id { get; }

    /// <summary>Numbers in a vector; 0 when there is no encoder.</summary>
    int Dimensions { get; }

    /// <summary>The text's vector, of unit length: a cosine is a dot product. Takes milliseconds, so callers ask once for each text.</summary>
    /// <returns>Empty when there is no encoder, or when the text has nothing that it can read.</returns>
    float[] Encode(string text);

    /// <summary>
    /// The same model with more numbers to a vector, for where few texts teach and each has to tell more; itself where it has no more.
    /// The first <see cref="Dimensions"/> numbers are those of the usual vector. It need not be disposed.
    /// </summary>
    ISentenceEncoder Wide => this;

    /// <summary>A network of the same make that was taught to tell warning signs; null where there is none.</summary>
    internal TaughtSigns? Signs => null;
}
