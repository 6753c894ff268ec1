using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Certificates;

namespace HipFaqBot.Bot.DirectLine.Keys;

/// <summary>The certificates that encrypt the service's keys on disk, read once at the start.</summary>
/// <param name="All">The one that encrypts first; the others only decrypt. Empty where none is set.</param>
/// <param name="Problem">Why what is set cannot work: the key, its value and the cure, never a password.</param>
internal sealed record KeyCertificates(IReadOnlyList<X509Certificate2> All, string? Problem = null)
{
    /// <summary>How long the vault may take to answer, milliseconds being the rule: it is asked again three times.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static KeyCertificates Load(KeysOptions options) => (options.Certificate, options.KeyVaultCertificate) switch
    {
        ({ Length: > 0 }, { Length: > 0 }) => Failed("Keys:KeyVaultCertificate", options.KeyVaultCertificate, "Keys:Certificate is set, too: keep one of them"),
        ({ Length: > 0 } file, _) => FromFile(file, options.CertificatePassword),
        (_, { Length: > 0 } address) => FromVault(
            address, vault => new CertificateClient(vault, new DefaultAzureCredential(), new CertificateClientOptions { Retry = { NetworkTimeout = Patience } })),
        _ => new KeyCertificates([]),
    };

    /// <summary>Every enabled version of a certificate in a vault, the newest first.</summary>
    /// <param name="client">Makes the client of a vault.</param>
    internal static KeyCertificates FromVault(string address, Func<Uri, CertificateClient> client)
    {
        const string Key = "Keys:KeyVaultCertificate";
        if (!KeyVaultCertificateIdentifier.TryCreate(Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null, out var identifier)
            || uri!.Scheme != Uri.UriSchemeHttps)
        {
            return Failed(Key, address, "it is no address of a certificate: write https://VAULT.vault.azure.net/certificates/NAME");
        }

        try
        {
            var vault = client(identifier.VaultUri);
            var versions = vault.GetPropertiesOfCertificateVersions(identifier.Name).Where(version => version.Enabled == true)
                .OrderByDescending(version => version.CreatedOn).Select(version => version.Version).ToList();
            X509Certificate2[] all = [.. versions.Select(version => vault.DownloadCertificate(identifier.Name, version).Value)];
            return all switch
            {
                [] => Failed(Key, address, "no version of it is enabled: make one, or enable one"),
                _ when Array.Exists(all, one => !one.HasPrivateKey) =>
                    Failed(Key, address, "its private key cannot be read: let the certificate be exportable, and the service's identity read secrets (Key Vault Secrets User)"),
                _ => new KeyCertificates(all),
            };
        }
        catch (RequestFailedException exception)
        {
            return Failed(Key, address, $"the vault answered {exception.Status} {exception.ErrorCode}: the service's identity needs the roles Key Vault Certificate User and Secrets User there");
        }
        catch (Exception exception) when (exception is AuthenticationFailedException or AggregateException or OperationCanceledException or CryptographicException)
        {
            return Failed(Key, address, $"it could not be fetched ({exception.GetType().Name}): give the service a managed identity, and let it reach the vault");
        }
    }

    private static KeyCertificates FromFile(string file, string? password)
    {
        const string Key = "Keys:Certificate";
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            return certificate.HasPrivateKey
                ? new KeyCertificates([certificate])
                : Failed(Key, file, "it has no private key: export the certificate with its key");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return Failed(Key, file, "it cannot be read: name a PFX file that the service may read, and its password in Keys:CertificatePassword");
        }
    }

    private static KeyCertificates Failed(string key, string value, string problem) => new([], $"{key} is \"{value}\", but {problem}.");
}
