using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Bot.Teams;

/// <summary>The cards beside an answer, and the card that is an answer.</summary>
internal static class AnswerCards
{
    private const string ReadMore = "Read this on the FAQ page";

    /// <summary>Under an answer: what it rests on and what to ask next. It repeats nothing of the answer.</summary>
    /// <param name="follow">What its buttons say.</param>
    /// <param name="areQuestions">Whether they are questions to go on with.</param>
    public static Attachment Under(Entry entry, Site site, IReadOnlyList<string> follow, bool areQuestions, PublicAddress address)
    {
        List<object> body = [AdaptiveCard.Heading("Where this comes from"), .. Sources(entry, site), AdaptiveCard.Small(ReviewLine.Of(entry))];
        if (address.FaqPage(entry.Id) is { } page)
        {
            body.Add(AdaptiveCard.Open(ReadMore, page));
        }

        if (follow.Count > 0 && areQuestions)
        {
            body.Add(AdaptiveCard.Heading("You could ask next"));
        }

        return AdaptiveCard.Of("Sources and questions to ask next", [.. body, .. follow.Select(AdaptiveCard.Say)]);
    }

    /// <summary>Under "did you mean": the choices.</summary>
    public static Attachment Choices(IReadOnlyList<string> titles) =>
        AdaptiveCard.Of("Choose a question", [AdaptiveCard.Heading("Choose a question"), .. titles.Select(AdaptiveCard.Say)]);

    /// <summary>An answer for somebody else's message: whole, with everything that stands by an answer.</summary>
    /// <param name="above">What is read before it, Markdown; null where nothing is.</param>
    public static Attachment Whole(Entry entry, string? above, Site site, PublicAddress address)
    {
        List<object> body =
        [
            .. Paragraphs(above ?? "", site),
            AdaptiveCard.Heading(entry.Question),
            .. Paragraphs(entry.Answer, site),
            AdaptiveCard.Text($"*{site.Disclaimer}*"),
            .. Sources(entry, site),
            AdaptiveCard.Small(ReviewLine.Of(entry)),
        ];
        if (address.FaqPage(entry.Id) is { } page)
        {
            body.Add(AdaptiveCard.Open(ReadMore, page));
        }

        return AdaptiveCard.Of(entry.Question, body);
    }

    private static IEnumerable<object> Paragraphs(string markdown, Site site) =>
        site.Fill(markdown).Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(AdaptiveCard.Text);

    private static IEnumerable<object> Sources(Entry entry, Site site) =>
        entry.Sources.Count > 0 ? entry.Sources.Select(AdaptiveCard.Link) : [AdaptiveCard.Small(site.Name)];
}
