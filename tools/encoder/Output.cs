using System.Security.Cryptography;

namespace HipFaqBot.EncoderModel;

/// <summary>Writes the files that the service reads, with their hashes in the form of <c>sha256sum</c>, by which it tells damage.</summary>
internal static class Output
{
    public static void Write(string folder, byte[] model, byte[] vocabulary, byte[] licence)
    {
        Write(folder, "use-lite", (".onnx", model), (".vocabulary", vocabulary));
        File.WriteAllBytes(Path.Combine(folder, "LICENSE"), licence);
    }

    /// <param name="classes">The ids of the classes, a line each, in the order of the probabilities.</param>
    public static void WriteSigns(string folder, byte[] model, byte[] classes) => Write(folder, "signs", (".onnx", model), (".classes", classes));

    private static void Write(string folder, string name, params (string Ending, byte[] Bytes)[] files)
    {
        Directory.CreateDirectory(folder);
        foreach (var (ending, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, name + ending), bytes);
        }

        File.WriteAllText(Path.Combine(folder, $"{name}.sha256"), string.Concat(files.Select(file => $"{Hash(file.Bytes)}  {name}{file.Ending}\n")));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
