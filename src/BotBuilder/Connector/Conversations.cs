namespace HipFaqBot.BotBuilder.Connector;

/// <summary>What can be done in conversations at one service URL: what <see cref="IConnectorClient.Conversations"/> is.</summary>
public class Conversations : IConversations
{
    private readonly ConnectorClient _client;

    internal Conversations(ConnectorClient client) => _client = client;

    Task<T?> IConversations.SendAsync<T>(ConnectorRequest request, CancellationToken cancellationToken)
        where T : class => _client.SendAsync<T>(request, cancellationToken);
}
