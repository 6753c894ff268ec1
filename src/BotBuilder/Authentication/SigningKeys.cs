using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>A key of an issuer, and the channels that it may speak for; none if it does not say.</summary>
internal sealed record SigningKey(JsonWebKey Key, IReadOnlySet<string> Endorsements);

/// <summary>
/// The keys that an issuer signs with. They are fetched when the first token comes, again when they are a day old, and at
/// once when a token names a key that is unknown; but never more often than the floor allows, because anyone can make up a
/// key's name. What was fetched last serves on for as long as nothing better can be had.
/// </summary>
internal sealed class SigningKeys(string metadata, IDocumentRetriever documents, TimeProvider time)
{
    private static readonly TimeSpan Age = TimeSpan.FromHours(24);
    private static readonly TimeSpan Floor = TimeSpan.FromMinutes(5);

    // Before the first success every caller is refused, so it is tried oftener.
    private static readonly TimeSpan FirstFloor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private volatile Fetched? _fetched;
    private long? _tried;
    private Task _fetching = Task.CompletedTask;

    /// <summary>The key of that name, or null.</summary>
    public async ValueTask<SigningKey?> FindAsync(string name, ILogger logger, CancellationToken cancellationToken)
    {
        var fetched = _fetched;
        if (fetched?.Keys.GetValueOrDefault(name) is { } known)
        {
            // Old keys are renewed beside the turn: it need not wait.
            if (time.GetElapsedTime(fetched.At) >= Age) _ = RenewAsync(Floor, logger);
            return known;
        }

        await RenewAsync(fetched is null ? FirstFloor : Floor, logger).WaitAsync(cancellationToken);
        return _fetched?.Keys.GetValueOrDefault(name);
    }

    private Task RenewAsync(TimeSpan floor, ILogger logger)
    {
        lock (_gate)
        {
            if (_fetching.IsCompleted && (_tried is not { } tried || time.GetElapsedTime(tried) >= floor))
            {
                _tried = time.GetTimestamp();
                _fetching = Task.Run(() => FetchAsync(logger));
            }

            return _fetching;
        }
    }

    private async Task FetchAsync(ILogger logger)
    {
        try
        {
            using var deadline = new CancellationTokenSource(Patience, time);
            var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(metadata, documents, deadline.Token);
            var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
            foreach (var key in configuration.JsonWebKeySet?.Keys ?? [])
            {
                if (key is { Kty: JsonWebAlgorithmsKeyTypes.RSA, KeyId: { Length: > 0 } name } && key.Use is null or "" or "sig")
                    keys[name] = new SigningKey(key, EndorsementsOf(key));
            }

            if (keys.Count == 0) throw new IOException("There is no key.");
            _fetched = new Fetched(keys, time.GetTimestamp());
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException
            or JsonException or ArgumentException or InvalidOperationException)
        {
            Log.KeysNotFetched(logger, metadata, exception.GetType().Name, exception.InnerException?.GetType().Name);
        }
    }

    private static HashSet<string> EndorsementsOf(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var value) && JsonSerializer.SerializeToElement(value) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(each => each.ValueKind == JsonValueKind.String).Select(each => each.GetString()!)]
            : [];

    private sealed record Fetched(IReadOnlyDictionary<string, SigningKey> Keys, long At);
}
