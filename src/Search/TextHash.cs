using System.Security.Cryptography;

namespace HipFaqBot.Search;

/// <summary>The SHA-256 of lists of texts, by which what was learned from them is kept.</summary>
internal sealed class TextHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds a list; two lists are not the same as one that holds both.</summary>
    public void Add(IReadOnlyList<string> texts)
    {
        _hash.AppendData(BitConverter.GetBytes(texts.Count));
        if (texts.Count > 0)
        {
            _hash.AppendData(System.Text.Encoding.UTF8.GetBytes(string.Join('\0', texts) + '\0'));
        }
    }

    /// <summary>The hash of all that was added, in lower case hexadecimal.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
