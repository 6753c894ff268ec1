using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HipFaqBot.Search.Encoding;

namespace HipFaqBot.Search.Safety.Learning;

/// <summary>What was learned as bytes: its key, its weights, at the end the SHA-256 of all before. Numbers are little-endian.</summary>
internal static class SignModelFile
{
    public static byte[] Write(string key, SignModel model)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(key);
            Write(writer, model.Words);
            writer.Write(model.Meaning is not null);
            if (model.Meaning is { } meaning)
            {
                Write(writer, meaning);
            }
        }

        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <summary>Null where the bytes are damaged or for another key.</summary>
    public static SignModel? Read(string key, Stream bytes, WarningSigns signs, ISentenceEncoder encoder)
    {
        if (!SealedStream.IsWhole(bytes))
        {
            return null;
        }

        using var reader = new BinaryReader(bytes, System.Text.Encoding.UTF8, leaveOpen: true);
        return reader.ReadString() == key ? new SignModel(signs, ReadWeights(reader), reader.ReadBoolean() ? ReadWeights(reader) : null, encoder) { Key = key } : null;
    }

    private static void Write(BinaryWriter writer, LearnedSigns learned)
    {
        writer.Write(learned.Real);
        writer.Write(learned.Dimensions);
        foreach (var values in learned.Values)
        {
            writer.Write(MemoryMarshal.AsBytes<float>(values));
        }
    }

    private static LearnedSigns ReadWeights(BinaryReader reader)
    {
        var learned = new LearnedSigns(reader.ReadInt32(), reader.ReadInt32());
        foreach (var values in learned.Values)
        {
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        return learned;
    }
}
