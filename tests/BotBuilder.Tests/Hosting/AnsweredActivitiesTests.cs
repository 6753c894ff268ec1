using HipFaqBot.BotBuilder.Integration.AspNet.Core;
using HipFaqBot.BotBuilder.Schema;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.BotBuilder.Tests.Hosting;

public sealed class AnsweredActivitiesTests
{
    private readonly FakeTimeProvider _time = new();
    private int _made;

    [Fact]
    public async Task An_answer_is_kept_for_ten_minutes()
    {
        var answered = new AnsweredActivities(_time);

        await AnswerAsync(answered, "a1");
        _time.Advance(TimeSpan.FromMinutes(10));
        await AnswerAsync(answered, "a1");
        Assert.Equal(1, _made);

        _time.Advance(TimeSpan.FromSeconds(1));
        await AnswerAsync(answered, "a1");
        Assert.Equal(2, _made);
        Assert.Equal(1, answered.Count);
    }

    [Fact]
    public async Task A_flood_makes_the_memory_shorter_and_never_larger()
    {
        var few = new AnsweredActivities(_time) { MaxCount = 3 };
        var small = new AnsweredActivities(_time) { MaxSize = 4096 };

        for (var number = 0; number < 100; number++)
        {
            await AnswerAsync(few, $"a{number}");
            await AnswerAsync(small, $"a{number}", new byte[1000]);
        }

        Assert.Equal(3, few.Count);
        Assert.Equal(3, small.Count);
        _made = 0;
        await AnswerAsync(few, "a99");
        await AnswerAsync(few, "a96");
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task What_was_thrown_goes_to_the_first_and_the_copy_that_waits_runs_the_turn()
    {
        var answered = new AnsweredActivities(_time);
        var fails = new TaskCompletionSource<Answer>();

        var first = answered.AnswerOnceAsync(ActivityOf("a1"), () => fails.Task, default);
        var copy = AnswerAsync(answered, "a1");
        Assert.Equal(0, _made);
        fails.SetException(new InvalidOperationException("boom"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        Assert.Equal(200, (await copy).Status);
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task A_copy_that_hangs_up_waits_no_longer_and_ends_no_turn()
    {
        var answered = new AnsweredActivities(_time);
        var answer = new TaskCompletionSource<Answer>();
        using var hangsUp = new CancellationTokenSource();

        var first = answered.AnswerOnceAsync(ActivityOf("a1"), () => answer.Task, default);
        var copy = answered.AnswerOnceAsync(ActivityOf("a1"), () => answer.Task, hangsUp.Token);
        await hangsUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copy);
        answer.SetResult(new Answer(200));

        Assert.Equal(200, (await first).Status);
    }

    private Task<Answer> AnswerAsync(AnsweredActivities answered, string id, byte[]? body = null) => answered.AnswerOnceAsync(
        ActivityOf(id),
        () =>
        {
            _made++;
            return Task.FromResult(new Answer(200, body));
        },
        default);

    private static Activity ActivityOf(string id) =>
        new(ActivityTypes.Message) { Id = id, ChannelId = "test", Conversation = new ConversationAccount { Id = "c1" } };
}
