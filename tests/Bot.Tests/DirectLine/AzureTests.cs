using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.Bot.Tests.DirectLine;

/// <summary>The chat over Azure's Direct Line, with a stand-in for Azure's token endpoint.</summary>
public sealed class AzureTests
{
    private const string Secret = "azure-secret-that-no-browser-sees";

    [Fact]
    public async Task The_page_gets_a_token_and_never_the_secret_and_user_and_origin_are_fixed_in_it()
    {
        var asked = new TaskCompletionSource<(string Authorization, JsonElement Body)>();
        await using var azure = await AzureAsync(async context =>
        {
            asked.SetResult((context.Request.Headers.Authorization.ToString(), (await JsonDocument.ParseAsync(context.Request.Body)).RootElement));
            await context.Response.WriteAsJsonAsync(new { conversationId = "abc-eu", token = "azure-token", expires_in = 3600 });
        });
        await using var host = await StartAsync(azure);

        var session = await new DirectLineClient(host).ChatAsync("start", "{\"user\":{\"id\":\"dl_of-my-choice\"},\"trustedOrigins\":[\"https://evil.example\"]}");
        var (authorization, body) = await asked.Task;

        Assert.Equal(HttpStatusCode.Created, session.Status);
        Assert.Equal(("abc-eu", "azure-token", AddressOf(azure)), (session.Text("conversationId"), session.Text("token"), session.Text("domain")));
        Assert.False(session.Body.TryGetProperty("ticket", out _));
        Assert.Equal($"Bearer {Secret}", authorization);
        Assert.Matches("^dl_[A-Za-z0-9_-]{22}$", body.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal(host.Address.GetLeftPart(UriPartial.Authority), Assert.Single(body.GetProperty("trustedOrigins").EnumerateArray()).GetString());
        Assert.DoesNotContain(Secret, session.Body.ToString() + host.Logs.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "{}")]
    [InlineData(500, "azure-secret-that-no-browser-sees")]
    [InlineData(200, "{}")]
    [InlineData(200, "<html>")]
    [InlineData(307, "")]
    public async Task Where_Azure_gives_no_token_the_refusal_has_the_emergency_line_and_says_nothing_of_the_inside(int status, string answer)
    {
        var times = 0;
        await using var azure = await AzureAsync(async context =>
        {
            times++;
            context.Response.StatusCode = status;
            // The secret goes to no address that an answer names.
            context.Response.Headers.Location = "/elsewhere";
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(answer);
        });
        await using var host = await StartAsync(azure);

        var refused = await new DirectLineClient(host).ChatAsync("start");

        Assert.Equal((HttpStatusCode.BadGateway, "BadGateway"), (refused.Status, refused.ErrorCode));
        Assert.Contains("emergency", refused.Body.GetProperty("error").GetProperty("emergency").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Secret, refused.Body.ToString() + host.Logs.Text, StringComparison.Ordinal);
        Assert.Contains("Check Widget:AzureSecret", host.Logs.Text, StringComparison.Ordinal);
        Assert.Equal(1, times);
    }

    [Fact]
    public async Task Its_route_is_guarded_and_limited_as_our_own_and_the_embedded_channel_gives_no_tokens()
    {
        await using var azure = await AzureAsync(context => context.Response.WriteAsJsonAsync(new { conversationId = "a", token = "t", expires_in = 60 }));
        await using var host = await StartAsync(azure, ("DirectLine:MaximumStartsPerHour", "1"));
        var client = new DirectLineClient(host);

        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(HttpMethod.Post, "/chat/start", "", ("Origin", "https://elsewhere.example"))).Status);
        Assert.Equal(HttpStatusCode.Created, (await client.ChatAsync("start")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.ChatAsync("start")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.ChatAsync("resume", "{}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(HttpMethod.Post, "tokens/generate")).Status);
    }

    [Fact]
    public async Task Settings_that_cannot_work_stop_the_start()
    {
        var failure = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => ChannelHost.StartAsync(("Widget:DirectLine", "azure"), ("Widget:AzureAddress", "http://directline.example/v3/directline")));

        Assert.Contains(failure.Failures, one => one.Contains("Widget:AzureSecret is empty", StringComparison.Ordinal));
        Assert.Contains(failure.Failures, one => one.Contains("Widget:AzureAddress", StringComparison.Ordinal));
    }

    private static Task<ChannelHost> StartAsync(WebApplication azure, params (string Key, string Value)[] settings) => ChannelHost.StartAsync(
        [.. settings, ("Widget:DirectLine", "azure"), ("Widget:AzureSecret", Secret), ("Widget:AzureAddress", AddressOf(azure))]);

    private static string AddressOf(WebApplication azure) => $"{azure.Urls.Single()}/v3/directline";

    private static async Task<WebApplication> AzureAsync(RequestDelegate generate)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Map("/v3/directline/tokens/generate", generate);
        app.Map("/elsewhere", generate);
        await app.StartAsync();
        return app;
    }
}
