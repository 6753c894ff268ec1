using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.Bot.Tests;

/// <summary>A channel that is answered at its own address, as most are.</summary>
public sealed class DeliveryTests(RunningBot bot) : IClassFixture<RunningBot>
{
    [Fact]
    public async Task The_answer_is_posted_to_the_channel_before_the_request_is_answered()
    {
        var posted = Channel.CreateUnbounded<(string Path, Reply Reply)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var channel = builder.Build();
        channel.MapPost("/v3/conversations/{**rest}", async (HttpRequest request) =>
        {
            var reply = new Reply((await request.ReadFromJsonAsync<JsonObject>())!);
            await posted.Writer.WriteAsync((request.Path, reply));
            return Results.Json(new { id = "given" });
        });
        await channel.StartAsync();

        var message = RunningBot.Message("Can I realign my hips myself?");
        message.Remove("deliveryMode");
        message["id"] = "the-question";
        message["serviceUrl"] = channel.Urls.Single();
        using var response = await bot.Http.PostAsJsonAsync("/api/messages", message);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        Assert.True(posted.Reader.TryRead(out var sent));
        Assert.Equal("/v3/conversations/conversation/activities/the-question", sent.Path);
        Assert.Equal(("answer", "al-self"), (sent.Reply.Decision, sent.Reply.Entry));
        Assert.Equal("the-question", (string?)sent.Reply.Activity["replyToId"]);
        Assert.False(posted.Reader.TryRead(out _));
    }
}
