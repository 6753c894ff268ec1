using System.Runtime.InteropServices;
using System.Text.Json;

namespace HipFaqBot.Search.Tests.Encoding;

/// <summary>Texts with the ids and vectors that the model gives where it was published, run by TensorFlow.js.</summary>
public static class UseLite
{
    private static readonly Dictionary<string, Reference> References = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Encoding", "use-lite-reference.jsonl"))
        .Select(line => JsonSerializer.Deserialize<Reference>(line, JsonSerializerOptions.Web)!)
        .ToDictionary(reference => reference.Text);

    public static TheoryData<string> Texts => [.. References.Keys];

    public static IReadOnlyList<int> Ids(string text) => References[text].Ids;

    public static float[] Vector(string text) => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(References[text].Vector)).ToArray();

    private sealed record Reference(string Text, IReadOnlyList<int> Ids, string Vector);
}
