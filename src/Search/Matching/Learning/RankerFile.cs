using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HipFaqBot.Search.Encoding;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>A ranker as bytes: its key, its parts, at the end the SHA-256 of all before. Numbers are little-endian.</summary>
internal static class RankerFile
{
    /// <summary>The bytes of a ranker: the same ranker gives the same bytes.</summary>
    /// <param name="key">What it was trained for.</param>
    public static byte[] Write(string key, Ranker ranker)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(key);
            writer.Write(ranker.Ids.Count);
            foreach (var id in ranker.Ids)
            {
                writer.Write(id);
            }

            Write(writer, ranker.Space.Buckets);
            Write(writer, ranker.Space.Weights);
            writer.Write(ranker.Weights.Classes);
            writer.Write(ranker.Weights.Dimensions);
            Write(writer, ranker.Weights.Values);
            writer.Write(ranker.Nearest.Vectors.Dimensions);
            Write(writer, ranker.Nearest.Vectors.Values);
            Write<int>(writer, ranker.Nearest.Starts);
            writer.Write(ranker.Confidence.Sharpness);
            Write<double>(writer, [.. ranker.Confidence.None]);
            writer.Write(ranker.CertainLead);
            Write<Half>(writer, Array.ConvertAll(ranker.Discriminant?.Weights ?? [], weight => (Half)weight));
            Write<float>(writer, ranker.Discriminant?.Bias);
            writer.Write(ranker.Blend.Lexical);
            writer.Write(ranker.Blend.Nearest);
        }

        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <summary>The ranker of these bytes; null where they are damaged, of another form or for another key.</summary>
    public static Ranker? Read(string key, Stream bytes)
    {
        if (!SealedStream.IsWhole(bytes))
        {
            return null;
        }

        using var reader = new BinaryReader(bytes, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadString() != key)
        {
            return null;
        }

        var ids = new string[reader.ReadInt32()];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = reader.ReadString();
        }

        var space = new FeatureSpace(Read<int>(reader), Read<float>(reader));
        var weights = new LearnedWeights(reader.ReadInt32(), reader.ReadInt32(), Read<Half>(reader));
        var nearest = new NearestPhrasings(new PhrasingVectors(reader.ReadInt32(), Read<Half>(reader), null), Read<int>(reader));
        return new Ranker(ids, space, weights, nearest, new ConfidenceModel(reader.ReadDouble(), Read<double>(reader)))
        {
            CertainLead = reader.ReadSingle(),
            Discriminant = ReadDiscriminant(reader),
            Blend = new EvidenceBlend(reader.ReadSingle(), reader.ReadSingle()),
        };
    }

    /// <summary>Two empty lists stand for none.</summary>
    private static LinearDiscriminant? ReadDiscriminant(BinaryReader reader)
    {
        var (weights, bias) = (Read<Half>(reader), Read<float>(reader));
        return bias.Length == 0 ? null : new LinearDiscriminant(Array.ConvertAll(weights, weight => (float)weight), bias, []);
    }

    private static void Write<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    private static T[] Read<T>(BinaryReader reader)
        where T : unmanaged
    {
        var values = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
