using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HipFaqBot.Bot.DirectLine.Keys;

/// <summary>How the service's own keys are protected on disk, section <c>Keys</c>.</summary>
internal sealed record KeysOptions
{
    public const string Section = "Keys";

    /// <summary>A PFX file whose certificate encrypts the keys. Default none: then file permissions alone protect them.</summary>
    public string? Certificate { get; init; }

    /// <summary>The password of that file, if it has one.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>The certificate, null where none is set.</summary>
    /// <exception cref="CryptographicException">The file cannot be read so.</exception>
    public X509Certificate2? Load() =>
        string.IsNullOrWhiteSpace(Certificate) ? null : X509CertificateLoader.LoadPkcs12FromFile(Certificate, CertificatePassword);

    /// <summary>Every setting that cannot work, each with its key, value and cure.</summary>
    public IEnumerable<string> Problems()
    {
        string? problem = null;
        try
        {
            using var certificate = Load();
            if (certificate is { HasPrivateKey: false })
                problem = "it has no private key: export the certificate with its key";
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            problem = "it cannot be read: name a PFX file that the service may read, and its password in Keys:CertificatePassword";
        }

        if (problem is not null)
            yield return $"{Section}:Certificate is \"{Certificate}\", but {problem}.";
    }
}
