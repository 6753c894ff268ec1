using System.Buffers;
using System.Text;
using HipFaqBot.BotBuilder.Connector.Authentication;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Integration.AspNet.Core;

/// <summary>What an activity must have before a turn can run and be answered (Activity specification, A2000 and following).</summary>
internal static class IncomingActivity
{
    /// <summary>Characters of an id or a service URL; Teams' longest ids have some hundreds.</summary>
    private const int MaxLength = 2000;

    // C0, delete and C1: what char.IsControl says.
    private static readonly SearchValues<char> Controls = SearchValues.Create(ControlCharacters());

    /// <summary>The first thing that is wrong, or null.</summary>
    public static string? Problem(Activity? activity) => activity switch
    {
        null => "the body is no activity",
        { Type: null or "" } => "type is missing",
        { ChannelId: null or "" } => "channelId is missing",
        { Conversation: null or { Id: null or "" } } => "conversation.id is missing",
        _ when !IsSegment(activity.ChannelId) => "channelId is no id",
        _ when !IsSegment(activity.Conversation.Id) => "conversation.id is no id",
        _ when activity.Id is { } id && !IsSegment(id) => "id is no id",
        { ServiceUrl: { Length: > MaxLength } } => "serviceUrl is too long",
        _ when !ServiceUrlTrust.TryParse(activity.ServiceUrl, out _) => "serviceUrl is no absolute http or https URL",
        _ => null,
    };

    private static string ControlCharacters()
    {
        var all = new StringBuilder();
        for (var code = '\0'; code < 0xA0; code++)
        {
            if (char.IsControl(code)) all.Append(code);
        }

        return all.ToString();
    }

    // Ids become segments of paths and values of headers and logs. An empty id of an activity is as good as none.
    private static bool IsSegment(string id) => id is not ("." or "..") && id.Length <= MaxLength && !id.AsSpan().ContainsAny(Controls);
}
