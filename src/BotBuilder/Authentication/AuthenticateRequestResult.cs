using System.Security.Claims;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>Who calls, and how to answer.</summary>
public class AuthenticateRequestResult
{
    /// <summary>The audience of the tokens that answers need.</summary>
    public string? Audience { get; set; }

    /// <summary>The caller.</summary>
    public ClaimsIdentity? ClaimsIdentity { get; set; }

    /// <summary>What the activity's caller id becomes.</summary>
    public string? CallerId { get; set; }

    /// <summary>Makes the connector that answers.</summary>
    public ConnectorFactory? ConnectorFactory { get; set; }
}
