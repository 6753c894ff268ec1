using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Connector;

/// <summary>The Bot Connector at one service URL: where a bot posts its replies.</summary>
public interface IConnectorClient : IDisposable
{
    /// <summary>The service URL.</summary>
    Uri BaseUri { get; set; }

    /// <summary>What can be done in conversations; see <see cref="ConversationsExtensions"/>.</summary>
    IConversations Conversations { get; }
}

/// <summary>What can be done in conversations; called through <see cref="ConversationsExtensions"/>.</summary>
public interface IConversations
{
    /// <summary>
    /// Sends one request to <c>v3/conversations</c> followed by these segments, and reads the answer; an empty answer is
    /// null. An <see cref="ErrorResponseException"/> says that it was refused or that its fate is unknown.
    /// </summary>
    internal Task<T?> SendAsync<T>(ConnectorRequest request, CancellationToken cancellationToken)
        where T : class;
}
