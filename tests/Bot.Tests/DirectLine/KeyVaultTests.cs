using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Certificates;
using HipFaqBot.Bot.DirectLine.Keys;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace HipFaqBot.Bot.Tests.DirectLine;

/// <summary>Microsoft's own client against a vault that answers as Azure's does; Azure itself is out of reach here.</summary>
public sealed class KeyVaultTests : IDisposable
{
    private const string Address = "https://clinic.vault.azure.net/certificates/keys";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hipfaq-vault-");

    [Fact]
    public void Its_newest_version_encrypts_the_keys_and_those_before_still_decrypt_them()
    {
        using var vault = new Vault(("old", 1, true, true));
        var sealedEarly = Protector(vault.Load()).Protect("early");
        Assert.All(_folder.GetFiles("*.xml"), file => Assert.Contains("<EncryptedData", File.ReadAllText(file.FullName), StringComparison.Ordinal));

        using var rotated = new Vault(("old", 1, true, true), ("new", 2, true, true)) { Keys = { ["old"] = vault.Keys["old"] } };
        var certificates = rotated.Load();

        Assert.Equal(["CN=new", "CN=old"], certificates.All.Select(certificate => certificate.Subject));
        Assert.Equal("early", Protector(certificates).Unprotect(sealedEarly));
        Assert.ThrowsAny<CryptographicException>(() => Protector(new KeyCertificates([certificates.All[0]])).Unprotect(sealedEarly));
    }

    [Fact]
    public void A_version_that_is_switched_off_is_not_used()
    {
        using var vault = new Vault(("good", 1, true, true), ("stolen", 2, false, true));

        Assert.Equal(["CN=good"], vault.Load().All.Select(certificate => certificate.Subject));
    }

    [Fact]
    public void The_vault_is_asked_with_a_token_for_itself()
    {
        using var vault = new Vault(("one", 1, true, true));
        vault.Load();

        Assert.All(vault.Tokens.Skip(1), token => Assert.Equal("Bearer token-for-https://vault.azure.net/.default", token));
        Assert.All(vault.Hosts, host => Assert.Equal("clinic.vault.azure.net", host));
    }

    [Theory]
    [InlineData("keys", "no address of a certificate")]
    [InlineData("http://clinic.vault.azure.net/certificates/keys", "no address of a certificate")]
    [InlineData("https://clinic.vault.azure.net/", "no address of a certificate")]
    [InlineData("https://clinic.vault.azure.net/certificates/other", "answered 404 CertificateNotFound")]
    public void An_address_that_leads_nowhere_is_told_with_its_cure(string address, string told)
    {
        using var vault = new Vault(("one", 1, true, true));

        var problem = vault.Load(address).Problem;

        Assert.StartsWith($"Keys:KeyVaultCertificate is \"{address}\", but ", problem, StringComparison.Ordinal);
        Assert.Contains(told, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void None_that_is_enabled_is_told() =>
        Assert.Contains("no version of it is enabled", new Vault(("off", 1, false, true)).Load().Problem, StringComparison.Ordinal);

    [Fact]
    public void A_private_key_that_stays_in_the_vault_is_told() =>
        Assert.Contains("its private key cannot be read", new Vault(("public", 1, true, false)).Load().Problem, StringComparison.Ordinal);

    [Fact]
    public void A_file_and_a_vault_at_once_are_refused() => Assert.Contains(
        "keep one of them", KeyCertificates.Load(new KeysOptions { Certificate = "keys.pfx", KeyVaultCertificate = Address }).Problem, StringComparison.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);

    private IDataProtector Protector(KeyCertificates certificates)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().PersistKeysToFileSystem(_folder)
            .ProtectKeysWithCertificate(certificates.All[0]).UnprotectKeysWithAnyCertificate([.. certificates.All]);
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }

    private sealed class Vault((string Name, int Created, bool Enabled, bool Exportable)[] versions) : HttpMessageHandler
    {
        private const string Root = "https://clinic.vault.azure.net";

        public Vault((string Name, int Created, bool Enabled, bool Exportable) only, params (string Name, int Created, bool Enabled, bool Exportable)[] others)
            : this([only, .. others])
        {
        }

        public Dictionary<string, X509Certificate2> Keys { get; } = versions.ToDictionary(version => version.Name, version => Make(version.Name));

        public List<string?> Tokens { get; } = [];

        public List<string> Hosts { get; } = [];

        public KeyCertificates Load(string address = Address) => KeyCertificates.FromVault(address, vault => new CertificateClient(
            vault, new Identity(), new CertificateClientOptions { Transport = new HttpClientTransport(this), Retry = { MaxRetries = 0 } }));

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Hosts.Add(request.RequestUri!.Host);
            Tokens.Add(request.Headers.Authorization?.ToString());
            if (request.Headers.Authorization is null)
            {
                var challenge = Answer(HttpStatusCode.Unauthorized, new { });
                challenge.Headers.WwwAuthenticate.Add(new AuthenticationHeaderValue(
                    "Bearer", "authorization=\"https://login.microsoftonline.com/tenant\", resource=\"https://vault.azure.net\""));
                return challenge;
            }

            return request.RequestUri.AbsolutePath.Trim('/').Split('/') switch
            {
                ["certificates", "keys", "versions"] => Answer(HttpStatusCode.OK, new { value = versions.Select(PropertiesOf) }),
                ["certificates", "keys", var name] => Answer(HttpStatusCode.OK, new
                {
                    id = $"{Root}/certificates/keys/{name}",
                    sid = $"{Root}/secrets/keys/{name}",
                    cer = Convert.ToBase64String(Keys[name].RawData),
                    policy = new { secret_props = new { contentType = "application/x-pkcs12" }, key_props = new { exportable = true, kty = "RSA" } },
                }),
                ["secrets", "keys", var name] => Answer(HttpStatusCode.OK, new
                {
                    id = $"{Root}/secrets/keys/{name}",
                    contentType = "application/x-pkcs12",
                    value = Convert.ToBase64String(Bytes(versions.Single(version => version.Name == name))),
                }),
                _ => Answer(HttpStatusCode.NotFound, new { error = new { code = "CertificateNotFound", message = "No such certificate." } }),
            };
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));

        private byte[] Bytes((string Name, int Created, bool Enabled, bool Exportable) version)
        {
            if (version.Exportable)
                return Keys[version.Name].Export(X509ContentType.Pfx);
            using var alone = X509CertificateLoader.LoadCertificate(Keys[version.Name].RawData);
            return alone.Export(X509ContentType.Pfx);
        }

        private static object PropertiesOf((string Name, int Created, bool Enabled, bool Exportable) version) => new
        {
            id = $"{Root}/certificates/keys/{version.Name}",
            attributes = new { enabled = version.Enabled, created = 1_700_000_000 + version.Created, updated = 1_700_000_000 + version.Created },
        };

        private static HttpResponseMessage Answer(HttpStatusCode status, object body) =>
            new(status) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };

        private static X509Certificate2 Make(string name)
        {
            using var key = RSA.Create(2048);
            return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                .CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }
    }

    /// <summary>The service's identity, which is given by the platform and cannot be had here.</summary>
    private sealed class Identity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("token-for-" + requestContext.Scopes[0], DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
