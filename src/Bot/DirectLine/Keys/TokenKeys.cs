using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using HipFaqBot.Bot.DirectLine.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace HipFaqBot.Bot.DirectLine.Keys;

/// <summary>One key that signs tokens.</summary>
internal sealed record TokenKey(string Id, byte[] Bytes, DateTimeOffset Made);

[JsonSerializable(typeof(IReadOnlyList<TokenKey>))]
internal sealed partial class TokenKeysJson : JsonSerializerContext;

/// <summary>
/// The keys that sign tokens (HS256). The newest signs; the ones before it still prove tokens for longer than a token lives. They are kept
/// in the data folder, encrypted by ASP.NET Data Protection, so that tokens outlive a restart. Where conversations do not outlive it
/// the keys do not either: a token of before would begin its conversation anew, with numbers that were given already.
/// </summary>
internal sealed class TokenKeys
{
    private const int KeyBytes = 32;

    private readonly Lock _lock = new();
    private readonly IDataProtector _protector;
    private readonly DirectLineOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<TokenKeys> _logger;
    private readonly string? _file;
    private volatile IReadOnlyList<TokenKey> _keys = [];
    private DateTime _read;

    public TokenKeys(
        IDataProtectionProvider protection,
        DirectLineFolder folder,
        IOptions<DirectLineOptions> options,
        TimeProvider timeProvider,
        ILogger<TokenKeys> logger)
    {
        _protector = protection.CreateProtector("HipFaqBot.DirectLine.TokenKeys");
        _options = options.Value;
        _timeProvider = timeProvider;
        _logger = logger;
        _file = folder.Conversations is null ? null : Path.Combine(folder.Keys, "direct-line-tokens");
        ReadFile();
    }

    /// <summary>The key that signs now; a new one is made when it is old enough.</summary>
    public TokenKey Current
    {
        get
        {
            var now = _timeProvider.GetUtcNow();
            return _keys is [.., var newest] && now - newest.Made < _options.KeyLife ? newest : Rotate(now);
        }
    }

    /// <summary>The key of this id, or null where it was never made here or has been given up.</summary>
    public TokenKey? Find(string? id)
    {
        if (Known(id) is { } key)
            return key;
        lock (_lock)
        {
            // Another instance on the same folder may have made a new one.
            if (File.Exists(_file) && File.GetLastWriteTimeUtc(_file) != _read)
                ReadFile();
        }

        return Known(id);
    }

    private TokenKey? Known(string? id) =>
        _keys.FirstOrDefault(key => key.Id == id && _timeProvider.GetUtcNow() - key.Made < _options.KeyLife + _options.KeyOverlap);

    private TokenKey Rotate(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_keys is [.., var newest] && now - newest.Made < _options.KeyLife)
                return newest;
            var made = new TokenKey(Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(12)), RandomNumberGenerator.GetBytes(KeyBytes), now);
            _keys = [.. _keys.Where(key => now - key.Made < _options.KeyLife + _options.KeyOverlap), made];
            WriteFile();
            return made;
        }
    }

    private void ReadFile()
    {
        try
        {
            if (_file is null || !File.Exists(_file))
                return;
            _read = File.GetLastWriteTimeUtc(_file);
            _keys = JsonSerializer.Deserialize(_protector.Unprotect(File.ReadAllBytes(_file)), TokenKeysJson.Default.IReadOnlyListTokenKey) ?? [];
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or IOException or UnauthorizedAccessException)
        {
            // Tokens of before are refused, and their pages come back with a resume ticket or begin anew.
            Log.TokenKeysUnreadable(_logger, _file!, exception.GetType().Name);
        }
    }

    private void WriteFile()
    {
        if (_file is null)
            return;
        try
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(_file));
            PrivateFile.Write(_file, _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(_keys, TokenKeysJson.Default.IReadOnlyListTokenKey)));
            _read = File.GetLastWriteTimeUtc(_file);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            Log.TokenKeysNotKept(_logger, _file, exception.GetType().Name);
        }
    }
}
