using System.Security.Claims;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>What is asked of callers beyond a valid token.</summary>
public class AuthenticationConfiguration
{
    /// <summary>Endorsements that the key of a token must have.</summary>
    public string[] RequiredEndorsements { get; set; } = [];

    /// <summary>Who may call as another bot.</summary>
    public virtual ClaimsValidator? ClaimsValidator { get; set; }

    /// <summary>Issuers that are accepted beside the Bot Framework's own.</summary>
    public IEnumerable<string>? ValidTokenIssuers { get; set; }
}

/// <summary>Says who may call; throws <see cref="UnauthorizedAccessException"/> for those who may not.</summary>
public abstract class ClaimsValidator
{
    /// <summary>Looks at the claims of a caller whose token is valid.</summary>
    public abstract Task ValidateClaimsAsync(IList<Claim> claims);
}
