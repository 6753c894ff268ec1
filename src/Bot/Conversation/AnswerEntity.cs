using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Conversation;

/// <summary>
/// Says to programs what a reply says to people: the entity <c>hipfaq/answer</c>. A dictionary, because what is absent must not be
/// there as null.
/// </summary>
internal static class AnswerEntity
{
    public const string Type = "hipfaq/answer";

    /// <summary>Adds what was decided.</summary>
    /// <param name="alert">The alert that leads the reply, if any.</param>
    /// <param name="also">More members: the limit or small talk that was answered.</param>
    public static Activity With(this Activity reply, KnowledgeBase knowledge, Finding finding, Alert? alert = null, (string Name, string Value)? also = null)
    {
        var said = new Dictionary<string, object?>
        {
            ["type"] = Type,
            ["decision"] = Name(finding.Decision),
            ["entry"] = finding.Decision == Decision.Answer ? finding.Entries[0] : null,
            ["confidence"] = finding.Confidence,
        };
        if (finding.Decision == Decision.Suggest)
        {
            said["suggestions"] = finding.Entries.ToArray();
        }

        if (alert is not null)
        {
            said["alert"] = new { sign = alert.Sign.Id, urgency = Name(alert.Urgency) };
        }

        if (also is var (name, value))
        {
            said[name] = value;
        }

        said["knowledge"] = knowledge.Version;
        var entity = new Entity();
        entity.SetAs(said);
        reply.Entities = [entity];
        return reply;
    }

    /// <summary>Reads back what was decided; null for a message that answers no question.</summary>
    public static Told? Read(Activity reply) => reply.Entities?.FirstOrDefault(entity => entity.Type == Type)?.GetAs<Told>();

    private static string Name(Decision decision) => decision switch
    {
        Decision.Answer => "answer",
        Decision.Suggest => "suggest",
        _ => "decline",
    };

    private static string Name(Urgency urgency) => urgency switch
    {
        Urgency.Emergency => "emergency",
        Urgency.SameDay => "sameDay",
        _ => "soon",
    };
}

/// <summary>The members of the entity that the service reads itself.</summary>
internal sealed record Told(string Decision, string? Entry, ToldAlert? Alert);

/// <summary>The alert in it.</summary>
internal sealed record ToldAlert(string Sign, string Urgency);
