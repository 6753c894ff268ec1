using System.Security.Cryptography;

namespace HipFaqBot.Search.Matching;

/// <summary>
/// The hash of an index's files, kept beside them. Lucene tells damage by whatever exception it happens to run into, or not
/// at all until a search does; the seal tells a missing, cut or changed file before anything is read (a millisecond for a megabyte).
/// </summary>
internal static class IndexSeal
{
    private const string Name = "seal";

    public static void Put(string folder) => File.WriteAllText(Path.Combine(folder, Name), Of(folder));

    public static bool Holds(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, Name)) == Of(folder);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string Of(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(folder).Where(file => Path.GetFileName(file) != Name).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(file);
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{Path.GetFileName(file)} {bytes.Length}\n"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
