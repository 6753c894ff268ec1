namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>Makes connectors.</summary>
public abstract class ConnectorFactory
{
    /// <summary>A connector for that service URL, with tokens for that audience.</summary>
    public abstract Task<IConnectorClient> CreateAsync(string serviceUrl, string? audience, CancellationToken cancellationToken);
}
