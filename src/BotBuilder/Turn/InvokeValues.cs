using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Connector;
using HipFaqBot.BotBuilder.Schema;
using HipFaqBot.BotBuilder.Schema.Teams;

namespace HipFaqBot.BotBuilder;

/// <summary>Reads the value of the invokes that the handler knows; what is wrong with one is the body of a 400.</summary>
internal static class InvokeValues
{
    public static (SearchInvokeValue? Value, AdaptiveCardInvokeResponse? Problem) Search(IInvokeActivity activity)
    {
        if (activity.Value is null) return (null, BadRequest("Missing value property for search"));
        if (!TryRead<SearchInvokeValue>(activity.Value, out var value))
            return (null, BadRequest("Value property is not properly formed for search"));

        // Teams does not always name the kind.
        if (string.IsNullOrEmpty(value.Kind) && string.Equals(activity.ChannelId, Channels.Msteams, StringComparison.OrdinalIgnoreCase))
            value.Kind = SearchInvokeTypes.Search;

        if (string.IsNullOrEmpty(value.QueryText)) return (null, BadRequest("Missing queryText property for search"));
        if (string.IsNullOrEmpty(value.Kind)) return (null, BadRequest("Missing kind property for search"));
        return (value, null);
    }

    public static (AdaptiveCardInvokeValue? Value, AdaptiveCardInvokeResponse? Problem) AdaptiveCard(IInvokeActivity activity)
    {
        if (activity.Value is null) return (null, BadRequest("Missing value property"));
        if (!TryRead<AdaptiveCardInvokeValue>(activity.Value, out var value))
            return (null, BadRequest("Value property is not properly formed"));
        if (value.Action is null) return (null, BadRequest("Missing action property"));
        if (value.Action.Type != "Action.Execute")
            return (null, BadRequest($"The action '{value.Action.Type}'is not supported.", "NotSupported"));
        return (value, null);
    }

    /// <summary>The value of a <c>composeExtension/query</c>; null where it is not one.</summary>
    public static MessagingExtensionQuery? MessagingExtension(IInvokeActivity activity) =>
        activity.Value is { } value && TryRead<MessagingExtensionQuery>(value, out var query) ? query : null;

    private static bool TryRead<T>(object value, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? read)
        where T : class
    {
        read = null;
        if (value is not (JsonObject or JsonElement { ValueKind: JsonValueKind.Object } or T)) return false;
        try
        {
            read = ActivityJson.Convert<T>(value);
        }
        catch (JsonException)
        {
            // A member of the wrong type.
        }

        return read is not null;
    }

    private static AdaptiveCardInvokeResponse BadRequest(string message, string code = "BadRequest") => new()
    {
        StatusCode = (int)HttpStatusCode.BadRequest,
        Type = "application/vnd.microsoft.error",
        Value = new Error { Code = code, Message = message },
    };
}
