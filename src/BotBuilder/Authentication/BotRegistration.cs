using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace HipFaqBot.BotBuilder.Connector.Authentication;

/// <summary>The kinds of registration that Azure Bot Service knows.</summary>
internal enum RegistrationType
{
    MultiTenant,
    SingleTenant,
    UserAssignedMsi,
}

/// <summary>Who the bot is, and by what it proves that, as the configuration has it.</summary>
internal sealed record BotRegistration
{
    private const string IdKey = "MicrosoftAppId";
    private const string TypeKey = "MicrosoftAppType";
    private const string TenantKey = "MicrosoftAppTenantId";
    private const string PasswordKey = "MicrosoftAppPassword";
    private const string CertificateKey = "MicrosoftAppCertificate";
    private const string CertificatePasswordKey = "MicrosoftAppCertificatePassword";
    private const string FederatedKey = "MicrosoftAppFederatedClientId";
    private const string TokenFileKey = "MicrosoftAppFederatedTokenFile";

    private static readonly string[] Proofs = [PasswordKey, CertificateKey, FederatedKey, TokenFileKey];

    public RegistrationType Type { get; init; }

    /// <summary>Null if the bot has none: then nothing is asked of callers.</summary>
    public string? AppId { get; init; }

    public string? TenantId { get; init; }

    public string? Password { get; init; }

    /// <summary>With its private key.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The managed identity whose token stands for a secret.</summary>
    public string? FederatedClientId { get; init; }

    /// <summary>A file with a token that stands for a secret, rewritten by the platform before it expires (workload identity).</summary>
    public string? FederatedTokenFile { get; init; }

    /// <summary>Whether the configuration tells how the bot proves who it is, so that it can answer.</summary>
    public bool CanProve => Type == RegistrationType.UserAssignedMsi || Password is not null || Certificate is not null
        || FederatedClientId is not null || FederatedTokenFile is not null;

    /// <summary>Reads the registration, with all that is wrong with it.</summary>
    public static (BotRegistration Registration, IReadOnlyList<string> Problems) Read(IConfiguration configuration)
    {
        var reader = new SettingReader(configuration);
        var given = Proofs.Where(key => reader.Text(key) is not null).ToList();
        var type = ReadType(reader);
        var id = reader.Text(IdKey);
        var tenant = reader.Text(TenantKey);

        if (id is null && given.Count > 0)
            reader.Wrong($"{given[0]} is set, but {IdKey} is not: set it to the bot's application (client) id, or remove {given[0]}.");
        if (type != RegistrationType.MultiTenant)
        {
            if (id is null) reader.Wrong($"{IdKey} is not set, and {TypeKey} {type} needs it: set it to the application (client) id.");
            if (tenant is null) reader.Wrong($"{TenantKey} is not set, and {TypeKey} {type} needs it: set it to the directory (tenant) id.");
        }

        if (type == RegistrationType.UserAssignedMsi && given.Count > 0)
            reader.Wrong($"{string.Join(" and ", given)} must not be set with {TypeKey} UserAssignedMSI: the identity needs no secret; remove it.");
        else if (type == RegistrationType.SingleTenant && given.Count == 0)
            reader.Wrong($"{PasswordKey} is not set, and {TypeKey} SingleTenant needs it (or {string.Join(", ", Proofs[1..])}): set one of them.");
        if (given.Count > 1 && type != RegistrationType.UserAssignedMsi)
            reader.Wrong($"{string.Join(" and ", given)} are all set: keep the one by which the bot is to prove who it is.");

        return (new BotRegistration
        {
            Type = type,
            AppId = id,
            TenantId = tenant,
            Password = reader.Text(PasswordKey),
            Certificate = ReadCertificate(reader),
            FederatedClientId = reader.Text(FederatedKey),
            FederatedTokenFile = reader.Text(TokenFileKey),
        }, reader.Problems);
    }

    private static RegistrationType ReadType(SettingReader reader)
    {
        var text = reader.Text(TypeKey);
        if (text is null) return RegistrationType.MultiTenant;
        if (Enum.TryParse<RegistrationType>(text, ignoreCase: true, out var type) && Enum.IsDefined(type) && !char.IsDigit(text[0])) return type;
        reader.Wrong($"{TypeKey} is '{text}': set it to SingleTenant, UserAssignedMSI or MultiTenant, as the bot was registered.");
        return RegistrationType.MultiTenant;
    }

    private static X509Certificate2? ReadCertificate(SettingReader reader)
    {
        if (reader.Text(CertificateKey) is not { } path) return null;
        var password = reader.Text(CertificatePasswordKey);
        try
        {
            var certificate = Path.GetExtension(path).ToUpperInvariant() is ".PFX" or ".P12"
                ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
                : password is null
                    ? X509Certificate2.CreateFromPemFile(path)
                    : X509Certificate2.CreateFromEncryptedPemFile(path, password);
            if (certificate.HasPrivateKey) return certificate;
            reader.Wrong($"{CertificateKey} is '{path}', which has no private key: give a .pfx, or a .pem with certificate and key.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            reader.Wrong(
                $"{CertificateKey} is '{path}', which cannot be read ({exception.GetType().Name}): give a readable .pfx, or a .pem with "
                + $"certificate and key, and its password, if it has one, in {CertificatePasswordKey}.");
        }

        return null;
    }
}
