using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot;

/// <summary>
/// Messages as people may send them, out of the knowledge itself: two entries' questions in one, which no phrasing equals, so that each
/// goes the whole way; questions that nothing answers; examples of warning signs, and what only looks like one.
/// </summary>
internal static class RehearsedMessages
{
    /// <summary>Different messages of a kind. They come again and again: the encoder, which is not compiled here, then costs nothing.</summary>
    private const int OfAKind = 25;

    /// <summary>Each kind by turns, without end; none where the knowledge has none.</summary>
    public static IEnumerable<string> Of(KnowledgeBase knowledge)
    {
        string[][] kinds =
        [
            [.. knowledge.Entries.Zip(knowledge.Entries.Skip(1), (one, next) => $"{FirstHalf(one.Question)} {SecondHalf(next.Question)}")],
            [.. knowledge.WarningSigns.All.SelectMany(sign => sign.Examples)],
            [.. knowledge.Entries.Select(entry => entry.Phrasings.Count > 0 ? entry.Phrasings[^1] : entry.Question)],
            [.. knowledge.WarningSigns.All.SelectMany(sign => sign.LookAlikes)],
            [.. knowledge.OutOfScope],
        ];
        kinds = [.. kinds.Where(kind => kind.Length > 0).Select(Some)];
        for (var round = 0; kinds.Length > 0; round++)
        {
            foreach (var kind in kinds)
            {
                yield return kind[round % kind.Length];
            }
        }
    }

    // From all of it: neighbours in a file are alike.
    private static string[] Some(string[] kind) => [.. kind.Where((_, place) => place % Math.Max(1, kind.Length / OfAKind) == 0).Take(OfAKind)];

    private static string FirstHalf(string question) => question[..Middle(question)];

    private static string SecondHalf(string question) => question[Middle(question)..].TrimStart();

    // Behind a word, so that the halves are words.
    private static int Middle(string question) => question.IndexOf(' ', question.Length / 2) is var space and > 0 ? space : question.Length;
}
