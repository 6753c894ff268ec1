using System.Net;
using System.Net.Http.Json;
using HipFaqBot.BotBuilder;
using HipFaqBot.BotBuilder.Integration.AspNet.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HipFaqBot.Bot.Tests;

/// <summary>What a person and the log read when the bot itself fails.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task A_failed_turn_is_apologised_for_and_logged_without_the_exceptions_message()
    {
        using var bot = new RunningBot([], replace: services => services.AddTransient<IBot, Failing>());

        var reply = await bot.SayAsync("zebracanary");

        Assert.StartsWith("Sorry, something went wrong on our side", reply.Text, StringComparison.Ordinal);
        Assert.Contains("**In an emergency call", reply.Text, StringComparison.Ordinal);
        Assert.Contains("A turn failed on channel test: InvalidOperationException", bot.Logs.Text, StringComparison.Ordinal);
        Assert.Contains(nameof(Failing), bot.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("zebracanary", bot.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_adapter_is_500_without_a_body()
    {
        using var bot = new RunningBot([], replace: services => services.AddSingleton<IBotFrameworkHttpAdapter, FailingAdapter>());

        using var response = await bot.Http.PostAsJsonAsync("/api/messages", RunningBot.Message("zebracanary"));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.Contains("POST /api/messages failed: InvalidOperationException", bot.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("zebracanary", bot.Logs.Text, StringComparison.Ordinal);
    }

    private sealed class Failing : IBot
    {
        public Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException(turnContext.Activity.Text);
    }

    private sealed class FailingAdapter : IBotFrameworkHttpAdapter
    {
        public Task ProcessAsync(HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("zebracanary");
    }
}
