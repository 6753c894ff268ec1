using HipFaqBot.Bot.Conversation;
using HipFaqBot.Bot.Pages.Faq;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot.Teams;

/// <summary>
/// The messaging extension: a search in the box where a message to others is written. What it finds goes into that message as a card.
/// What is typed there is no message yet, but it may hold a warning sign all the same.
/// </summary>
internal sealed class TeamsSearch(Matcher matcher, CurrentKnowledge current, Overheard overheard, Memories memories)
{
    private const int Most = 10;

    /// <summary>What Teams calls the first search, before anything is typed.</summary>
    private const string InitialRun = "initialRun";

    public async Task<MessagingExtensionResponse> FindAsync(
        ITurnContext turnContext, MessagingExtensionQuery query, PublicAddress address, CancellationToken cancellationToken)
    {
        // Teams names the field; its playground does not.
        var typed = query.Parameters?.Where(parameter => parameter.Name != InitialRun).Select(parameter => parameter.Value).OfType<string>()
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))?.Trim();
        if (typed is not null && await overheard.WarnAsync(turnContext, typed, address, cancellationToken) is { } warning)
        {
            // The plain words: a line in the list of finds has no marks and no links.
            return Line(warning.Speak ?? warning.Text ?? "");
        }

        var knowledge = current.Knowledge;
        if (typed is { Length: > FaqBot.MaxCharacters })
        {
            return Line(Plain(Notices.TooLong(knowledge.Site, above: null)));
        }

        var memory = await memories.ReadAsync(turnContext, cancellationToken);
        var search = typed is null ? null : new FaqSearch(typed, matcher.Match(typed), current.Detector.Detect(typed, [], DateTimeOffset.UnixEpoch), memory);
        var reader = search?.Reader ?? Person.Of(memory, knowledge.WarningSigns);
        var found = search is null ? Starters(knowledge, reader) : search.Finds.Answers.Concat(search.Finds.Others);
        var shown = found.Skip(Math.Max(0, query.QueryOptions?.Skip ?? 0)).Take(Math.Clamp(query.QueryOptions?.Count ?? Most, 1, Most)).ToList();
        return shown.Count == 0
            ? Line(Plain(new ReplyWriter(knowledge.Site).Say(search?.Instead ?? knowledge.Site.Texts.Decline).Disclaim().Write()))
            : new MessagingExtensionResponse(new MessagingExtensionResult
            {
                Type = "result",
                AttachmentLayout = "list",
                Attachments = [.. shown.Select(entry => Find(reader.AsRead(entry), search is null ? AnswerReplies.First([entry], reader) : search.Above(entry), knowledge.Site, address))],
            });
    }

    /// <summary>One entry of each category, to show what can be asked.</summary>
    private static IEnumerable<Entry> Starters(KnowledgeBase knowledge, Person person) =>
        knowledge.Entries.DistinctBy(entry => entry.Category).Where(entry => !person.IsBarred(entry) && !person.IsHeld(entry));

    private static MessagingExtensionAttachment Find(Entry entry, string? above, Site site, PublicAddress address)
    {
        var card = AnswerCards.Whole(entry, above, site, address);
        return new MessagingExtensionAttachment
        {
            ContentType = card.ContentType,
            Content = card.Content,
            Preview = new ThumbnailCard { Title = entry.Question, Text = AnswerMarkdown.Beginning(site, above ?? entry.Answer, 120) }.ToAttachment(),
        };
    }

    private static string Plain(Activity notice) => notice.Speak ?? "";

    private static MessagingExtensionResponse Line(string text) =>
        new(new MessagingExtensionResult { Type = "message", Text = text });
}
