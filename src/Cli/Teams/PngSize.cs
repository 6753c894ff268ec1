using System.Buffers.Binary;

namespace HipFaqBot.Cli.Teams;

/// <summary>Reads how large a PNG picture is: its first chunk says so (PNG specification, 11.2.1).</summary>
internal static class PngSize
{
    private static ReadOnlySpan<byte> Beginning => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Width and height in pixels; null for what is no PNG.</summary>
    public static (int Width, int Height)? Of(ReadOnlySpan<byte> picture) =>
        picture.StartsWith(Beginning) && picture.Length >= 24 && picture[12..16].SequenceEqual("IHDR"u8)
            ? (BinaryPrimitives.ReadInt32BigEndian(picture[16..]), BinaryPrimitives.ReadInt32BigEndian(picture[20..]))
            : null;
}
