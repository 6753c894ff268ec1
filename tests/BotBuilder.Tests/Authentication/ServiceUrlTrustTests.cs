using HipFaqBot.BotBuilder.Connector.Authentication;
using Microsoft.Extensions.Configuration;

namespace HipFaqBot.BotBuilder.Tests.Authentication;

/// <summary>Where replies may go: whoever chooses the service URL chooses to whom the bot shows its token.</summary>
public sealed class ServiceUrlTrustTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/teams/", true)]
    [InlineData("https://SMBA.trafficmanager.net/amer/", true)]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams", true)]
    [InlineData("https://smba.infra.gov.teams.microsoft.us/teams", true)]
    [InlineData("https://webchat.botframework.com/", true)]
    [InlineData("https://directline.botframework.com:443/", true)]
    [InlineData("https://botframework.com", true)]
    [InlineData("https://x.botframework.azure.us/", true)]
    [InlineData("http://smba.trafficmanager.net/teams/", false)]
    [InlineData("https://smba.trafficmanager.net:8443/teams/", false)]
    [InlineData("https://trafficmanager.net/", false)]
    [InlineData("https://x.trafficmanager.net/", false)]
    [InlineData("https://x.smba.trafficmanager.net/", false)]
    [InlineData("https://smba.trafficmanager.net.evil.test/", false)]
    [InlineData("https://smba.trafficmanager.net@evil.test/", false)]
    [InlineData("https://user@smba.trafficmanager.net/", false)]
    [InlineData("https://evilbotframework.com/", false)]
    [InlineData("https://botframework.com.evil.test/", false)]
    [InlineData("https://evil.test/botframework.com", false)]
    [InlineData("https://evil.test/?.botframework.com", false)]
    [InlineData("https://evil.test/#.botframework.com", false)]
    [InlineData("https://evil.test\\.botframework.com/", false)]
    [InlineData("https://xn--botframework-.com/", false)]
    [InlineData("https://bot\u0192ramework.com/", false)]
    [InlineData("http://169.254.169.254/metadata/identity", false)]
    [InlineData("https://169.254.169.254/", false)]
    [InlineData("https://2852039166/", false)]
    [InlineData("https://0xA9FEA9FE/", false)]
    [InlineData("https://[fd00:ec2::254]/", false)]
    [InlineData("https://[::ffff:169.254.169.254]/", false)]
    [InlineData("https://10.0.0.1/", false)]
    [InlineData("https://172.16.0.1/", false)]
    [InlineData("https://192.168.1.1/", false)]
    [InlineData("https://100.64.0.1/", false)]
    [InlineData("https://0.0.0.0/", false)]
    [InlineData("http://localhost:9/", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://metadata.google.internal/", false)]
    public void With_an_app_id_a_channels_token_may_name_Microsofts_hosts_alone(string url, bool trusted) =>
        Assert.Equal(trusted, Trusts(url, NamedBy.Channel));

    [Theory]
    [InlineData("https://smba.trafficmanager.net/teams/")]
    [InlineData("https://webchat.botframework.com/")]
    public void A_caller_whose_token_names_no_service_URL_cannot_name_one(string url) =>
        Assert.False(Trusts(url, NamedBy.Caller));

    [Theory]
    [InlineData("https://connector.clinic.test/", "connector.clinic.test", true)]
    [InlineData("https://emea.connector.clinic.test/", "connector.clinic.test", true)]
    [InlineData("https://connector.clinic.test:8443/", "connector.clinic.test:8443", true)]
    [InlineData("https://connector.clinic.test:8444/", "connector.clinic.test:8443", false)]
    [InlineData("http://connector.clinic.test/", "connector.clinic.test", false)]
    [InlineData("http://127.0.0.1:9/", "127.0.0.1", false)]
    [InlineData("https://10.0.0.1/", "10.0.0.1", true)]
    [InlineData("https://notconnector.clinic.test/", "connector.clinic.test", false)]
    public void The_operator_may_name_others_and_no_token_goes_to_them_but_by_https(string url, string listed, bool trusted) =>
        Assert.Equal(trusted, Trusts(url, NamedBy.Caller, ("Bot:AdditionalServiceHosts", listed)));

    [Theory]
    [InlineData("http://localhost:56150/_connector", true)]
    [InlineData("http://127.0.0.1:9/", true)]
    [InlineData("http://[::1]:9/", true)]
    [InlineData("http://192.168.1.1/", false)]
    [InlineData("http://localhost.evil.test/", false)]
    public void In_Development_this_machine_is_answered_over_http(string url, bool trusted) =>
        Assert.Equal(trusted, Trusts(url, NamedBy.Caller, ("environment", "Development")));

    [Theory]
    [InlineData("ftp://smba.trafficmanager.net/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//smba.trafficmanager.net/")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_web_address_is_no_service_URL(string? url) => Assert.False(ServiceUrlTrust.TryParse(url, out _));

    private static bool Trusts(string url, NamedBy namedBy, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        foreach (var (key, value) in settings) configuration[key] = value;
        var trust = new ServiceUrlTrust(ChannelSettings.Read(configuration).Settings, withTokens: true);
        return ServiceUrlTrust.TryParse(url, out var parsed) && trust.Problem(parsed, namedBy) is null;
    }
}
