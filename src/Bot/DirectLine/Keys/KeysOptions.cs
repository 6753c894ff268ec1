namespace HipFaqBot.Bot.DirectLine.Keys;

/// <summary>How the service's own keys are protected on disk, section <c>Keys</c>. Default: file permissions alone protect them.</summary>
internal sealed record KeysOptions
{
    public const string Section = "Keys";

    /// <summary>A PFX file whose certificate encrypts the keys.</summary>
    public string? Certificate { get; init; }

    /// <summary>The password of that file, if it has one.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>
    /// A certificate in Azure Key Vault instead of a file, <c>https://VAULT.vault.azure.net/certificates/NAME</c>. Its newest version
    /// encrypts; those before it still decrypt.
    /// </summary>
    public string? KeyVaultCertificate { get; init; }
}
