using System.Collections.Concurrent;
using HipFaqBot.BotBuilder.Connector;
using Microsoft.Extensions.Logging.Abstractions;

namespace HipFaqBot.BotBuilder.Tests.Hosting;

/// <summary>What waits for a connector that has not taken it.</summary>
public sealed class OutboxTests
{
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    private readonly PatientTime _time = new();
    private readonly ConcurrentQueue<string> _sent = [];
    private readonly ConcurrentQueue<Attempt> _reported = [];

    [Fact]
    public async Task What_comes_later_stays_behind_what_waits()
    {
        await using var outbox = Outbox();

        var first = outbox.Join("c1", Request("first", Asked(FiveSeconds), new Attempt(Fate.Taken)));
        var second = outbox.Join("c1", Request("second", before: null, new Attempt(Fate.Taken)));
        Assert.True(outbox.IsWaiting("c1"));
        await _time.PassAsync(FiveSeconds);
        await Task.WhenAll(first!, second!);

        Assert.Equal(["first", "second"], _sent);
        Assert.Empty(_reported);
    }

    [Fact]
    public async Task Another_conversation_does_not_wait()
    {
        await using var outbox = Outbox();

        var waits = outbox.Join("c1", Request("waits", Asked(FiveSeconds), new Attempt(Fate.Taken)));
        await outbox.Join("c2", Request("goes", before: null, new Attempt(Fate.Taken)))!;

        Assert.Equal(["goes"], _sent);
        await _time.PassAsync(FiveSeconds);
        await waits!;
    }

    [Fact]
    public async Task A_connector_is_asked_again_as_late_as_it_wishes_until_it_takes()
    {
        await using var outbox = Outbox();

        var outcome = outbox.Join("c1", Request("late", Asked(FiveSeconds), Asked(TimeSpan.FromSeconds(20)), Asked(TimeSpan.FromSeconds(60)), new Attempt(Fate.Taken)));
        foreach (var seconds in new[] { 5, 20, 60 }) await _time.PassAsync(TimeSpan.FromSeconds(seconds));

        Assert.Equal(Fate.Taken, (await outcome!).Fate);
        Assert.Equal(3, _sent.Count);
    }

    [Theory]
    [InlineData(61)]
    [InlineData(3600)]
    public async Task Who_asks_for_more_than_a_minute_is_not_waited_for(int seconds)
    {
        await using var outbox = Outbox();

        var outcome = await outbox.Join("c1", Request("never", Asked(TimeSpan.FromSeconds(seconds)), new Attempt(Fate.Taken)))!;

        Assert.Equal(Fate.NotTaken, outcome.Fate);
        Assert.Empty(_sent);
        Assert.Equal(Fate.NotTaken, Assert.Single(_reported).Fate);
    }

    [Fact]
    public async Task After_two_minutes_it_is_given_up_and_those_behind_are_tried()
    {
        await using var outbox = Outbox();
        var never = Enumerable.Repeat(Asked(TimeSpan.FromSeconds(50)), 10).ToArray();

        var old = outbox.Join("c1", Request("old", Asked(TimeSpan.FromSeconds(50)), never));
        await _time.PassAsync(TimeSpan.FromSeconds(50));
        var young = outbox.Join("c1", Request("young", before: null, new Attempt(Fate.Taken)));
        await _time.PassAsync(TimeSpan.FromSeconds(50));

        Assert.Equal(Fate.NotTaken, (await old!).Fate);
        Assert.Equal(Fate.Taken, (await young!).Fate);
        Assert.Equal(["old", "old", "young"], _sent);
        Assert.Single(_reported);
    }

    [Theory]
    [InlineData(Fate.Unknown)]
    [InlineData(Fate.Refused)]
    internal async Task What_may_have_been_taken_or_was_refused_is_not_sent_again(Fate fate)
    {
        await using var outbox = Outbox();

        var outcome = await outbox.Join("c1", Request("once", before: null, new Attempt(fate) { Failure = new() }, new Attempt(Fate.Taken)))!;

        Assert.Equal(fate, outcome.Fate);
        Assert.Single(_sent);
        Assert.Equal(fate, Assert.Single(_reported).Fate);
    }

    [Fact]
    public async Task A_defect_in_one_request_does_not_hold_up_the_line()
    {
        await using var outbox = Outbox();

        var bad = outbox.Join("c1", new Waiting(_ => throw new InvalidOperationException("bug"), _reported.Enqueue) { Size = 1, Began = _time.GetTimestamp() });
        var good = outbox.Join("c1", Request("good", before: null, new Attempt(Fate.Taken)));

        Assert.Equal(Fate.Refused, (await bad!).Fate);
        Assert.Equal(Fate.Taken, (await good!).Fate);
        Assert.Single(_reported);
    }

    [Fact]
    public async Task There_is_room_for_so_many_and_so_much()
    {
        var policy = new DeliveryPolicy { Time = _time, MaxWaiting = 2, MaxWaitingSize = 250, DrainTime = TimeSpan.Zero };
        await using var outbox = new Outbox(policy, NullLogger.Instance);

        Assert.NotNull(outbox.Join("c1", Request("1", Asked(FiveSeconds))));
        Assert.Null(outbox.Join("c2", Request("large", Asked(FiveSeconds), size: 151)));
        Assert.NotNull(outbox.Join("c1", Request("2", Asked(FiveSeconds))));
        Assert.Null(outbox.Join("c3", Request("3", Asked(FiveSeconds), size: 1)));
        Assert.Equal(2, outbox.Count);
    }

    [Fact]
    public async Task The_end_of_the_process_waits_for_what_waits()
    {
        var outbox = Outbox();
        _ = outbox.Join("c1", Request("first", Asked(FiveSeconds), new Attempt(Fate.Taken)));
        _ = outbox.Join("c1", Request("second", before: null, new Attempt(Fate.Taken)));

        var ends = outbox.DisposeAsync();
        Assert.Null(outbox.Join("c1", Request("too late", before: null, new Attempt(Fate.Taken))));
        await _time.PassAsync(FiveSeconds);
        await ends;

        Assert.Equal(["first", "second"], _sent);
        Assert.Equal(0, outbox.Count);
    }

    [Fact]
    public async Task But_not_for_ever_and_what_is_left_is_reported()
    {
        var outbox = Outbox();
        _ = outbox.Join("c1", Request("first", Asked(TimeSpan.FromSeconds(30)), new Attempt(Fate.Taken)));
        _ = outbox.Join("c1", Request("second", before: null));

        var ends = outbox.DisposeAsync();
        await _time.PassAsync(TimeSpan.FromSeconds(10));
        await ends;

        Assert.Empty(_sent);
        Assert.Equal([Fate.NotTaken, Fate.NotTaken], _reported.Select(attempt => attempt.Fate));
        Assert.Equal(0, outbox.Count);
    }

    [Fact]
    public async Task A_host_that_fails_most_of_what_it_is_sent_is_left_alone_for_a_while()
    {
        var hosts = new ServiceHosts(new DeliveryPolicy { Time = _time });
        var address = new Uri("https://smba.trafficmanager.net/amer/");
        var calls = 0;
        ValueTask<Attempt> Send(Attempt attempt) => hosts.SendAsync(
            address,
            _ =>
            {
                calls++;
                return ValueTask.FromResult(attempt);
            },
            default);

        for (var call = 0; call < 10; call++) await Send(new Attempt(Fate.Unknown) { IsHostDown = true });
        var refused = await Send(new Attempt(Fate.Taken));
        Assert.Equal((10, Fate.NotTaken, FiveSeconds), (calls, refused.Fate, refused.Asked));
        Assert.Equal(Fate.Taken, (await hosts.SendAsync(new Uri("https://other.botframework.com/"), _ => ValueTask.FromResult(new Attempt(Fate.Taken)), default)).Fate);

        _time.Advance(FiveSeconds);
        Assert.Equal(Fate.Taken, (await Send(new Attempt(Fate.Taken))).Fate);
    }

    private static Attempt Asked(TimeSpan pause) => Attempt.NotTaken("429") with { Asked = pause };

    private Outbox Outbox() => new(new DeliveryPolicy { Time = _time }, NullLogger.Instance);

    // Where more is asked for than was said, it is not taken.
    private Waiting Request(string name, Attempt? before, params Attempt[] attempts) => Request(name, before, 100, attempts);

    private Waiting Request(string name, Attempt? before, int size, params Attempt[] attempts)
    {
        var next = 0;
        return new Waiting(
            _ =>
            {
                _sent.Enqueue(name);
                return ValueTask.FromResult(next < attempts.Length ? attempts[next++] : Attempt.NotTaken("429"));
            },
            _reported.Enqueue)
        {
            Size = size,
            Began = _time.GetTimestamp(),
            Before = before,
        };
    }
}
