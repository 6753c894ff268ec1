using System.Text.RegularExpressions;

namespace HipFaqBot.Search.Safety;

/// <summary>What a message tells, without what it asks: "I have a fever and a sore groin" of "…, are hip bridges fine".</summary>
internal static partial class Telling
{
    /// <summary>The pieces that ask nothing; null where all or nothing is asked.</summary>
    public static string? Of(string text)
    {
        var pieces = Pieces().Split(text);
        var told = Array.FindAll(pieces, piece => !IsAsked(piece));
        return told.Length > 0 && told.Length < pieces.Length ? string.Join(' ', told) : null;
    }

    private static bool IsAsked(string piece) => piece.EndsWith('?') || GeneralQuestions.BeginsToAsk(MessageWords.Of(piece));

    [GeneratedRegex(@"(?<=[,.;:!?])\s+|\n|\s+[-–—]+\s+")]
    private static partial Regex Pieces();
}
