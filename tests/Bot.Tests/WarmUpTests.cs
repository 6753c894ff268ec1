using HipFaqBot.Bot.DirectLine;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HipFaqBot.Bot.Tests;

public sealed class WarmUpTests(RunningBot bot) : IClassFixture<RunningBot>
{
    private const int Enough = 600;

    private KnowledgeBase Knowledge => bot.Services.GetRequiredService<CurrentKnowledge>().Knowledge;

    [Fact]
    public void What_is_rehearsed_is_many_messages_of_every_kind_again_and_again()
    {
        var messages = RehearsedMessages.Of(Knowledge).Take(Enough).ToList();
        var times = messages.GroupBy(message => message).ToList();

        Assert.Equal(Enough, messages.Count);
        Assert.InRange(times.Count, 100, 125);
        Assert.All(times, message => Assert.InRange(message.Count(), 4, Enough / 20));
        Assert.DoesNotContain(messages, string.IsNullOrWhiteSpace);
    }

    [Fact]
    public void Half_of_what_is_rehearsed_raises_an_alert_or_goes_past_the_phrasings()
    {
        var matcher = bot.Services.GetRequiredService<Matcher>();
        var detector = bot.Services.GetRequiredService<CurrentKnowledge>().Detector;
        var messages = RehearsedMessages.Of(Knowledge).Take(125).Distinct().ToList();

        Assert.InRange(messages.Count(message => detector.DetectAll(message).Any()), 20, 60);
        Assert.InRange(messages.Count(message => matcher.Match(message).Way == MatchWay.Phrasing), 10, 40);
    }

    [Fact]
    public void Where_nothing_is_known_nothing_is_rehearsed()
    {
        var nothing = new KnowledgeBase("0", Knowledge.Site, []);

        Assert.Empty(RehearsedMessages.Of(nothing));
    }

    [Fact]
    public async Task The_rehearsal_ends_and_leaves_no_conversation_and_no_line_in_the_log()
    {
        using var warmed = new RunningBot([("WarmUp:Messages", "40")]);
        var rehearsal = Assert.Single(warmed.Services.GetServices<IHostedService>().OfType<WarmUp>());

        await rehearsal.ExecuteTask!.WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(0, await warmed.Services.GetRequiredService<ConversationStore>().CountAsync());
        Assert.DoesNotContain("warms the service up", warmed.Logs.Text, StringComparison.Ordinal);
        Assert.Equal("pt-duration", (await warmed.SayAsync("How long does hip physical therapy take?")).Entry);
    }

    [Fact]
    public async Task Where_many_people_ask_nothing_more_is_rehearsed()
    {
        // So many would take an hour.
        using var warmed = new RunningBot([("WarmUp:Messages", "10000000")]);
        var rehearsal = Assert.Single(warmed.Services.GetServices<IHostedService>().OfType<WarmUp>());

        for (var asked = 0; asked < 25; asked++)
        {
            await warmed.SayAsync("How long does hip physical therapy take?");
        }

        await rehearsal.ExecuteTask!.WaitAsync(TimeSpan.FromMinutes(2));
    }
}
