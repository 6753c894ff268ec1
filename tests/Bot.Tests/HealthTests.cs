using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.Bot.Tests;

public sealed class HealthTests(RunningBot bot) : IClassFixture<RunningBot>
{
    [Fact]
    public async Task A_live_process_says_so()
    {
        using var response = await bot.Http.GetAsync(new Uri("/healthz", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task A_supervisor_may_ask_for_the_status_alone(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var response = await bot.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Readiness_has_the_agreed_members()
    {
        var ready = JsonNode.Parse(await bot.Http.GetStringAsync("/readyz"))!.AsObject();
        var entries = bot.Knowledge.Published().Count();

        Assert.Equal(["status", "degraded", "auth", "knowledge", "entries", "unsigned", "encoder"], ready.Select(member => member.Key));
        Assert.Equal(("ready", "off"), ((string?)ready["status"], (string?)ready["auth"]));
        Assert.Empty(ready["degraded"]!.AsArray());
        Assert.Matches("^[0-9a-f]{16}$", (string?)ready["knowledge"]);
        Assert.Equal((entries, entries), ((int)ready["entries"]!, (int)ready["unsigned"]!));
        Assert.True((bool)ready["encoder"]!);
    }

    [Fact]
    public async Task A_signed_entry_is_not_counted_as_unsigned_and_an_app_id_turns_authentication_on()
    {
        using var signed = new RunningBot(
            [("MicrosoftAppId", "6f4a1f0e-7a7e-4c0a-9d3b-0a4b6f2f9d11")],
            knowledge => knowledge.Edit("entries/physical-therapy/pt-duration.md", "reviewedBy: null", "reviewedBy: Jo Hill, PT"));

        var ready = JsonNode.Parse(await signed.Http.GetStringAsync("/readyz"))!;

        Assert.Equal(((int)ready["entries"]! - 1, "on"), ((int)ready["unsigned"]!, (string?)ready["auth"]));
    }

    [Fact]
    public async Task Where_conversations_cannot_be_kept_the_service_is_ready_but_degraded_until_they_can()
    {
        var clock = new FakeTimeProvider();
        var inTheWay = "";
        using var hindered = new RunningBot(
            [],
            knowledge =>
            {
                inTheWay = Path.Combine(Directory.CreateDirectory(knowledge.DataFolder).FullName, "conversations");
                File.WriteAllText(inTheWay, "a file where the folder should be");
            },
            services => services.AddSingleton<TimeProvider>(clock));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StartChatAsync(hindered));
        Assert.Equal("degraded: conversations", await ReadinessAsync(hindered));

        File.Delete(inTheWay);
        // It tries again every second.
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Created, await StartChatAsync(hindered));
        Assert.Equal("ready: ", await ReadinessAsync(hindered));
    }

    [Fact]
    public async Task A_stopping_service_is_not_ready()
    {
        using var stopping = new RunningBot();
        var lifetime = stopping.Services.GetRequiredService<IHostApplicationLifetime>();
        var asked = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);

        // Runs before the server closes: a supervisor that asks just now must not send anyone.
        lifetime.ApplicationStopping.Register(() => asked.SetResult(
            stopping.Http.GetAsync(new Uri("/readyz", UriKind.Relative)).GetAwaiter().GetResult()));
        lifetime.StopApplication();

        using var response = await asked.Task;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("ServiceUnavailable", await CodeOf(response));
    }

    [Theory]
    [InlineData("GET", "/nothing/here", 404, "NotFound")]
    [InlineData("POST", "/api", 404, "NotFound")]
    [InlineData("GET", "/knowledge/site.yaml", 404, "NotFound")]
    [InlineData("GET", "/appsettings.json", 404, "NotFound")]
    [InlineData("GET", "/..%2fappsettings.json", 404, "NotFound")]
    [InlineData("POST", "/healthz", 405, "MethodNotAllowed")]
    [InlineData("DELETE", "/readyz", 405, "MethodNotAllowed")]
    public async Task An_error_on_our_own_routes_has_the_one_body(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await bot.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, await CodeOf(response));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Messages_are_posted_and_nothing_else(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/messages");
        using var response = await bot.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_failing_route_says_and_logs_nothing_of_its_message()
    {
        using var broken = new RunningBot([], replace: services => services.AddSingleton<IStartupFilter, FailsAtTheEnd>());

        using var response = await broken.Http.GetAsync(new Uri("/fails", UriKind.Relative));

        Assert.Equal((HttpStatusCode.InternalServerError, "InternalServerError"), (response.StatusCode, await CodeOf(response)));
        Assert.DoesNotContain("zebracanary", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("failed: InvalidOperationException", broken.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("zebracanary", broken.Logs.Text, StringComparison.Ordinal);
    }

    private static async Task<string?> CodeOf(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        var error = Assert.Single(body).Value!.AsObject();
        Assert.Equal(["code", "message"], error.Select(member => member.Key));
        Assert.NotEmpty((string)error["message"]!);
        return (string?)error["code"];
    }

    /// <summary>Puts a failure where a request ends that no route takes.</summary>
    private sealed class FailsAtTheEnd : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Run(_ => throw new InvalidOperationException("zebracanary"));
        };
    }

    private static async Task<string> ReadinessAsync(RunningBot bot)
    {
        var ready = JsonNode.Parse(await bot.Http.GetStringAsync("/readyz"))!;
        return $"{ready["status"]}: {string.Join(", ", ready["degraded"]!.AsArray())}";
    }

    private static async Task<HttpStatusCode> StartChatAsync(RunningBot bot)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/start");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var response = await bot.Http.SendAsync(request);
        return response.StatusCode;
    }
}
