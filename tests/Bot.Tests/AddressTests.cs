using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;

namespace HipFaqBot.Bot.Tests;

/// <summary>Where the service listens.</summary>
public sealed class AddressTests
{
    [Fact]
    public void Without_a_word_about_it_the_service_listens_on_this_machine_only() =>
        Assert.Equal("http://localhost:3978", UrlsWith());

    [Theory]
    [InlineData("--urls=http://*:5000", "http://*:5000")]
    [InlineData("--http_ports=8080", null)]
    [InlineData("--https_ports=8443", null)]
    [InlineData("--Kestrel:Endpoints:Http:Url=http://*:5000", null)]
    public void An_address_that_is_set_is_left_alone(string setting, string? urls) => Assert.Equal(urls, UrlsWith(setting));

    private static string? UrlsWith(params string[] args)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args });
        builder.Configuration.AddCommandLine(args);
        builder.UseLoopbackByDefault();
        return builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey);
    }
}
