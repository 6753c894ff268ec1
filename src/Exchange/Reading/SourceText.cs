using System.Text;
using System.Text.RegularExpressions;

namespace HipFaqBot.Exchange.Reading;

/// <summary>Turns a file into text, whatever program saved it: a byte-order mark decides, then UTF-8, then Windows-1252.</summary>
internal static partial class SourceText
{
    /// <summary>Largest file that is read, bytes. The largest knowledge base of the old service was half of this.</summary>
    public const int MaxBytes = 20 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of the file; null (and an error) if they cannot or should not be read.</summary>
    public static byte[]? Bytes(string path, Findings findings)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MaxBytes)
            {
                findings.Error(0, "too-large", $"The file has {file.Length:N0} bytes; at most {MaxBytes:N0} are read (split it, or check that it is the right file).");
                return null;
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Error(0, "unreadable", $"The file cannot be read: {e.Message} (check its permissions).");
            return null;
        }
    }

    public static string? Decode(byte[] bytes, Findings findings)
    {
        if (Marked(bytes) is { } marked)
        {
            return marked;
        }

        if (bytes.AsSpan().Contains((byte)0))
        {
            findings.Error(0, "not-text", "The file holds bytes that no text has (is it a spreadsheet or a program saved under another name? Export it again).");
            return null;
        }

        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var line = bytes.AsSpan(0, Math.Max(0, e.Index)).Count((byte)'\n') + 1;
            return Declared(bytes) is { } declared ? declared.GetString(bytes) : Windows1252(bytes, line, findings);
        }
    }

    private static string? Marked(byte[] bytes)
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            if (bytes.AsSpan().StartsWith(encoding.Preamble))
            {
                return encoding.GetString(bytes.AsSpan(encoding.Preamble.Length));
            }
        }

        return null;
    }

    /// <summary>What a web page says of itself in its first thousand bytes.</summary>
    private static Encoding? Declared(byte[] bytes)
    {
        var head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 1024));
        var name = CharsetPattern().Match(head);
        return name.Success ? CodePagesEncodingProvider.Instance.GetEncoding(name.Groups[1].Value) : null;
    }

    private static string Windows1252(byte[] bytes, int line, Findings findings)
    {
        findings.Warning(line, "encoding", "The file is not UTF-8, so it was read as Windows-1252 (check letters with accents and quotes, or save it again as UTF-8).");
        return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
    }

    [GeneratedRegex("""<meta[^>]+charset=["']?([\w-]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CharsetPattern();
}
