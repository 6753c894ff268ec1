using System.Runtime.InteropServices;
using System.Text.Json;

namespace HipFaqBot.EncoderModel;

/// <summary>A matrix or, with one row, a vector; row by row.</summary>
internal sealed record Tensor(int Rows, int Columns, float[] Values)
{
    public Tensor Scaled(float factor) => this with { Values = Array.ConvertAll(Values, value => value * factor) };

    /// <summary>The first columns times a factor, the others as they are.</summary>
    public Tensor ScaledColumns(int columns, float factor) =>
        this with { Values = [.. Values.Select((value, index) => index % Columns < columns ? value * factor : value)] };
}

/// <summary>The weights of a TensorFlow.js graph model: one stream of numbers in shards, with names and shapes in <c>model.json</c>.</summary>
internal sealed class TensorFlowWeights
{
    private readonly Dictionary<string, Tensor> _tensors = [];

    /// <summary>The float weights of a package, or of a model that was taught from it.</summary>
    /// <exception cref="InvalidDataException">The shards hold more or less than the manifest tells.</exception>
    public static TensorFlowWeights Read(IReadOnlyDictionary<string, byte[]> files)
    {
        using var model = JsonDocument.Parse(files["dist/model.json"]);
        var manifest = model.RootElement.GetProperty("weightsManifest")[0];
        var shards = manifest.GetProperty("paths").EnumerateArray().SelectMany(path => files[$"dist/{path.GetString()}"]).ToArray();
        var weights = new TensorFlowWeights();
        var at = 0;
        foreach (var weight in manifest.GetProperty("weights").EnumerateArray())
        {
            var shape = weight.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToArray();
            var count = shape.Aggregate(1, (product, size) => product * size);
            if (weight.GetProperty("dtype").GetString() == "float32")
            {
                var columns = shape.LastOrDefault(1);
                weights._tensors[weight.GetProperty("name").GetString()!] =
                    new Tensor(count / columns, columns, MemoryMarshal.Cast<byte, float>(shards.AsSpan(at, count * sizeof(float))).ToArray());
            }

            // The other type is int32, of the same size.
            at += count * sizeof(float);
        }

        return at == shards.Length ? weights : throw new InvalidDataException($"The shards hold {shards.Length} bytes, the manifest tells of {at}.");
    }

    /// <summary>The one weight whose name has both parts.</summary>
    public Tensor Find(string first, string second = "") =>
        _tensors.Single(weight => weight.Key.Contains(first, StringComparison.Ordinal) && weight.Key.EndsWith(second, StringComparison.Ordinal)).Value;
}
