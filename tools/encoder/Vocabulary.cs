using System.Text;
using System.Text.Json;

namespace HipFaqBot.EncoderModel;

/// <summary>
/// The pieces with their scores, one line each: score, tab, piece; the line number from 0 is the piece's id. Upstream lost the
/// scores of seven pieces with a colon (<c>null</c>), which its own tokenizer counts as 0; so they are 0 here.
/// </summary>
internal static class Vocabulary
{
    public static byte[] Write(byte[] json)
    {
        using var pieces = JsonDocument.Parse(json);
        var text = new StringBuilder();
        foreach (var piece in pieces.RootElement.EnumerateArray())
        {
            var score = piece[1].ValueKind == JsonValueKind.Null ? "0" : piece[1].GetRawText();
            text.Append(score).Append('\t').Append(piece[0].GetString()).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
