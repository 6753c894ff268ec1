namespace HipFaqBot.Bot.DirectLine.Uploads;

/// <summary>
/// What a file is by its own first bytes: the few kinds that are taken. What its sender calls it counts for nothing, so that no program,
/// page or script comes in under the name of a picture.
/// </summary>
internal sealed record UploadKind(string ContentType, string Extension)
{
    public static readonly UploadKind Png = new("image/png", "png");
    public static readonly UploadKind Jpeg = new("image/jpeg", "jpg");
    public static readonly UploadKind Gif = new("image/gif", "gif");
    public static readonly UploadKind WebP = new("image/webp", "webp");
    public static readonly UploadKind Pdf = new("application/pdf", "pdf");

    /// <summary>The kind, or null for all that is not taken.</summary>
    public static UploadKind? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? Gif
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? WebP
        : bytes.StartsWith("%PDF-"u8) ? Pdf
        : null;

    /// <summary>A file's name to show: the stem that its sender gave it, short and plain, with the ending that is true.</summary>
    public string NameFor(string? given)
    {
        var stem = Path.GetFileNameWithoutExtension((given ?? "").Replace('\\', '/'));
        var plain = string.Concat(stem.Where(one => char.IsLetterOrDigit(one) || one is ' ' or '-' or '_')).Trim();
        return $"{(plain.Length == 0 ? "file" : plain.Length > 60 ? plain[..60] : plain)}.{Extension}";
    }
}
