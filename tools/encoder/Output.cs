using System.Security.Cryptography;

namespace HipFaqBot.EncoderModel;

/// <summary>Writes the files that the service reads, with their hashes in the form of <c>sha256sum</c>, by which it tells damage.</summary>
internal static class Output
{
    public static void Write(string folder, byte[] model, byte[] vocabulary, byte[] licence)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "use-lite.onnx"), model);
        File.WriteAllBytes(Path.Combine(folder, "use-lite.vocabulary"), vocabulary);
        File.WriteAllText(Path.Combine(folder, "use-lite.sha256"), $"{Hash(model)}  use-lite.onnx\n{Hash(vocabulary)}  use-lite.vocabulary\n");
        File.WriteAllBytes(Path.Combine(folder, "LICENSE"), licence);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
