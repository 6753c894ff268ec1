namespace HipFaqBot.BotBuilder.Connector;

/// <summary>One request to the connector, before the service URL is put in front of it.</summary>
internal sealed record ConnectorRequest(HttpMethod Method, string Path, object? Body = null)
{
    /// <summary>The conversation that it is about; null if there is none yet.</summary>
    public string? ConversationId { get; init; }

    /// <summary>True if the conversation stands in <c>x-ms-conversation-id</c> too, as with replies.</summary>
    public bool NamesConversation { get; init; }

    /// <summary>
    /// True if doing it twice is as good as once. A POST is not: the connector has no key by which it would know a copy.
    /// </summary>
    public bool IsRepeatable => Method != HttpMethod.Post;

    /// <summary>True if it says something in a conversation, so that what is said later must stay behind it.</summary>
    public bool Speaks => ConversationId is not null && Method != HttpMethod.Get;

    public static ConnectorRequest To(HttpMethod method, string conversationId, string rest, object? body = null) =>
        new(method, $"/{Segment(conversationId, nameof(conversationId))}/{rest}", body) { ConversationId = conversationId };

    /// <summary>An id as one segment of a path.</summary>
    public static string Segment(string? id, string name)
    {
        if (id is null) throw new InvalidOperationException($"'{name}' cannot be null.");

        // Dots are not escaped, and a path loses such segments together with the one before.
        if (id is "" or "." or "..") throw new InvalidOperationException($"'{name}' cannot be a segment of a path.");
        return Uri.EscapeDataString(id);
    }
}
