using System.Net;

namespace HipFaqBot.Bot.Tests.DirectLine;

/// <summary>Thousands of conversations are begun, one thing is said in each, and nobody ever comes back.</summary>
public sealed class FloodTests
{
    // More than are let linger in memory.
    private const int Abandoned = 5000;
    private const int MostInMemory = 4000;

    // Those that are being asked just now are held, too.
    private const int AtOnce = 16;

    [Fact]
    public async Task Memory_holds_no_more_than_its_fill_of_them_and_after_a_minute_none_and_others_go_on_talking()
    {
        // No pings: this client answers them only while it reads.
        await using var host = await ChannelHost.StartAsync(("DirectLine:MaximumStartsPerHour", "100000"), ("DirectLine:KeepAlive", "01:00:00"));
        var other = await DirectLineClient.StartAsync(host);
        using var socket = await other.ListenAsync();
        await socket.ActivitiesAsync(1);
        var most = 0;
        await Parallel.ForAsync(0, Abandoned, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var client = new DirectLineClient(host);
            client.Take(await client.ChatAsync("start"));
            Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("and gone")).Status);
            InterlockedMax(ref most, host.Conversations.InMemory);
            if (number % 1000 == 0)
                Assert.Equal(HttpStatusCode.OK, (await other.SayAsync("still here")).Status);
        });

        Assert.InRange(most, MostInMemory / 2, MostInMemory + (2 * AtOnce) + 1);
        Assert.Equal(10, (await socket.ActivitiesAsync(10)).Count);
        Assert.Equal(Abandoned + 1, await host.Conversations.CountAsync());
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        // The one that somebody listens to.
        Assert.Equal(1, host.Conversations.InMemory);
        host.Clock.Advance(TimeSpan.FromHours(24));
        // The sweep writes before it is asked.
        await host.Conversations.CountAsync();
        Assert.InRange(await host.Conversations.CountAsync(), 0, Abandoned - 500);
    }

    [Fact]
    public async Task One_address_is_stopped_after_three_hundred_with_the_emergency_line_and_those_who_talk_are_not()
    {
        await using var host = await ChannelHost.StartAsync();
        var other = await DirectLineClient.StartAsync(host);
        var answers = new System.Collections.Concurrent.ConcurrentBag<Answer>();
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => answers.Add(await new DirectLineClient(host).ChatAsync("start")));

        Assert.Equal(299, answers.Count(one => one.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(one => one.Status != HttpStatusCode.Created), one =>
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, "TooManyRequests"), (one.Status, one.ErrorCode));
            Assert.Contains("emergency", one.Body.GetProperty("error").GetProperty("emergency").GetString(), StringComparison.OrdinalIgnoreCase);
        });
        Assert.Equal(HttpStatusCode.OK, (await other.SayAsync("still here")).Status);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
