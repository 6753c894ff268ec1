using System.Security.Cryptography;

namespace HipFaqBot.Search.Matching;

/// <summary>
/// The hash of an index's files, kept beside them. Lucene tells damage by whatever exception it happens to run into, or not
/// at all until a search does; the seal tells a missing, cut or changed file before anything is read (a millisecond for a megabyte).
/// </summary>
internal static class IndexSeal
{
    private const string Name = "seal";

    /// <param name="index">The name of the index, so that one index under the name of another is told too.</param>
    public static void Put(string folder, string index) => File.WriteAllText(Path.Combine(folder, Name), Of(folder, index));

    public static bool Holds(string folder, string index)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, Name)) == Of(folder, index);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string Of(string folder, string index)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(index));
        foreach (var file in Directory.GetFiles(folder).Where(file => Path.GetFileName(file) != Name).Order(StringComparer.Ordinal))
        {
            using var stream = File.OpenRead(file);
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{Path.GetFileName(file)} {stream.Length}\n"));
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
