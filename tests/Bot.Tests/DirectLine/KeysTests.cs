using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace HipFaqBot.Bot.Tests.DirectLine;

/// <summary>The keys that sign tokens: one follows the other before anybody is turned away, and they lie encrypted on the disk.</summary>
public sealed class KeysTests : IDisposable
{
    private const string Password = "the password of the file";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hipfaq-keys-");

    [Fact]
    public async Task A_new_key_signs_when_its_time_has_come_and_the_one_before_proves_tokens_for_longer_than_they_live()
    {
        await using var host = await StartAsync(("DirectLine:KeyLife", "02:00:00"));
        await DirectLineClient.StartAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(119));
        var client = await DirectLineClient.StartAsync(host);
        var old = client.Token;
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        var newcomer = await DirectLineClient.StartAsync(host);
        Assert.NotEqual(KeyOf(old), KeyOf(newcomer.Token));
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("signed by the one before")).Status);
        host.Clock.Advance(TimeSpan.FromMinutes(27));
        client.Take(await client.SendAsync(HttpMethod.Post, "tokens/refresh"));
        Assert.Equal(KeyOf(newcomer.Token), KeyOf(client.Token));
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("signed by the new one")).Status);
        Assert.Equal(["Hello.", "signed by the one before", "Echo: signed by the one before", "signed by the new one", "Echo: signed by the new one"], await client.TextsAsync());

        // After its life a token is known for what it is; it is a stranger's only when its key is given up.
        client.Token = old;
        host.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("TokenExpired", (await client.ReadAsync()).ErrorCode);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Forbidden", (await client.ReadAsync()).ErrorCode);
    }

    [Fact]
    public async Task Both_keys_of_the_overlap_outlive_a_restart()
    {
        var first = await StartAsync(("DirectLine:KeyLife", "02:00:00"));
        await DirectLineClient.StartAsync(first);
        first.Clock.Advance(TimeSpan.FromMinutes(119));
        var early = await DirectLineClient.StartAsync(first);
        first.Clock.Advance(TimeSpan.FromMinutes(2));
        var late = await DirectLineClient.StartAsync(first);
        await first.DisposeAsync();
        await using var second = await ChannelHost.StartAsync(first.Clock, ("DirectLine:Folder", _folder.FullName), ("DirectLine:KeyLife", "02:00:00"));

        Assert.NotEqual(KeyOf(early.Token), KeyOf(late.Token));
        Assert.Equal(HttpStatusCode.OK, (await early.At(second).SayAsync("early")).Status);
        Assert.Equal(HttpStatusCode.OK, (await late.At(second).SayAsync("late")).Status);
        Assert.Equal(KeyOf(late.Token), KeyOf((await DirectLineClient.StartAsync(second)).Token));
    }

    [Fact]
    public async Task A_certificate_encrypts_the_keys_and_without_it_nothing_can_be_read()
    {
        var certificate = WriteCertificate();
        (string, string)[] settings = [("Keys:Certificate", certificate), ("Keys:CertificatePassword", Password)];
        var first = await StartAsync(settings);
        var client = await DirectLineClient.StartAsync(first);
        await client.SayAsync("before");
        await first.DisposeAsync();

        var keys = _folder.GetDirectories("keys").Single().GetFiles("*.xml");
        Assert.NotEmpty(keys);
        foreach (var key in keys)
        {
            var xml = await File.ReadAllTextAsync(key.FullName);
            Assert.Contains("<EncryptedData", xml, StringComparison.Ordinal);
            Assert.DoesNotContain("<masterKey", xml, StringComparison.Ordinal);
        }

        var second = await ChannelHost.StartAsync(first.Clock, [("DirectLine:Folder", _folder.FullName), .. settings]);
        Assert.Equal(["Hello.", "before", "Echo: before"], await client.At(second).TextsAsync());
        await second.DisposeAsync();
        await using var without = await ChannelHost.StartAsync(first.Clock, ("DirectLine:Folder", _folder.FullName));
        Assert.Equal(HttpStatusCode.Forbidden, (await client.At(without).ReadAsync()).Status);
        Assert.Equal(["Hello."], await (await DirectLineClient.StartAsync(without)).TextsAsync());
    }

    [Fact]
    public async Task Without_a_certificate_the_keys_lie_in_clear_so_that_the_test_before_shows_something()
    {
        await using var host = await StartAsync();
        await DirectLineClient.StartAsync(host);

        var key = Assert.Single(_folder.GetDirectories("keys").Single().GetFiles("*.xml"));
        Assert.Contains("<masterKey", await File.ReadAllTextAsync(key.FullName), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.pfx", Password)]
    [InlineData("keys.pfx", "another password")]
    [InlineData("keys.pfx", "")]
    [InlineData("public.pfx", Password)]
    public async Task A_certificate_that_cannot_be_used_ends_the_start_with_key_and_cure_and_without_the_password(string file, string password)
    {
        WriteCertificate();

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(("Keys:Certificate", Path.Combine(_folder.FullName, file)), ("Keys:CertificatePassword", password)));

        Assert.StartsWith("Keys:Certificate is \"", Assert.Single(failure.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<ChannelHost> StartAsync(params (string Key, string Value)[] settings) =>
        ChannelHost.StartAsync([("DirectLine:Folder", _folder.FullName), .. settings]);

    // keys.pfx with its private key, and public.pfx without.
    private string WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var withoutKey = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert));
        File.WriteAllBytes(Path.Combine(_folder.FullName, "public.pfx"), withoutKey.Export(X509ContentType.Pfx, Password));
        var file = Path.Combine(_folder.FullName, "keys.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, Password));
        return file;
    }

    private static string KeyOf(string token) =>
        JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.Split('.')[0])).RootElement.GetProperty("kid").GetString()!;
}
