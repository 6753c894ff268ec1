using HipFaqBot.Bot.Conversation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>What an alert leaves behind for an hour; the clock is moved by the test.</summary>
public sealed class AlertHourTests(ClockedBot clocked) : IClassFixture<ClockedBot>
{
    private const string Fall = "i fell and cannot stand";
    private const string Chest = "i have crushing chest pain";
    private const string Clot = "my calf is swollen and red since the flight";
    private const string Harmless = "How long does hip physical therapy take?";
    private const string Reminder = "**If what you wrote of is still happening, call your local emergency number now.**";

    private readonly FakeTimeProvider _clock = clocked.Clock;
    private readonly RunningBot _bot = clocked.Bot;
    private readonly Chat _chat = new(clocked.Bot);

    [Fact]
    public async Task For_an_hour_each_answer_starts_with_one_line_of_the_emergency()
    {
        await _chat.SayAsync(Fall);
        _clock.Advance(TimeSpan.FromMinutes(20));
        foreach (var text in (string[])[Harmless, "thanks", "what is the capital of france", "do i have arthritis", "..."])
        {
            var reply = await _chat.SayAsync(text);
            Assert.StartsWith(Reminder, reply.Text, StringComparison.Ordinal);
            Assert.Contains(Shipped.Disclaimer, reply.Text, StringComparison.Ordinal);
        }

        _clock.Advance(TimeSpan.FromMinutes(41));
        Assert.StartsWith("**How long does a course", (await _chat.SayAsync(Harmless)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_sign_holds_back_waits_for_the_hour_too()
    {
        await _chat.SayAsync(Clot);
        _clock.Advance(TimeSpan.FromMinutes(15));

        var reply = await _chat.SayAsync("Do massage, foam rolling or stretching gadgets help?");

        Assert.Equal(("decline", null), (reply.Decision, reply.Entry));
        Assert.Contains("Ask me again once it has been checked.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(["This is not happening now"], reply.Buttons.Select(button => (string?)button["title"]));
        Assert.Equal("sc-massage", (await _chat.SayAsync("This is not happening now")).Entry);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("sc-massage", (await _chat.SayAsync("Do massage, foam rolling or stretching gadgets help?")).Entry);
    }

    [Fact]
    public async Task The_same_sign_within_the_hour_is_one_line_and_after_it_the_whole_card()
    {
        var first = (await _chat.SayAsync(Fall)).Text;
        _clock.Advance(TimeSpan.FromMinutes(30));
        var again = await _chat.SayAsync("i have fallen and cant stand up");
        _clock.Advance(TimeSpan.FromMinutes(61));
        var later = (await _chat.SayAsync(Fall)).Text;

        Assert.Contains("Do not try to stand or walk.", first, StringComparison.Ordinal);
        Assert.StartsWith("**Call your local emergency number now if you have not yet.**", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Do not try to stand or walk.", again.Text, StringComparison.Ordinal);
        Assert.Equal("rf-fall-no-weight", (string?)again.Entity!["alert"]!["sign"]);
        Assert.Equal(first, later);
    }

    [Fact]
    public async Task A_new_sign_is_the_whole_card_though_another_stands()
    {
        await _chat.SayAsync(Fall);
        _clock.Advance(TimeSpan.FromMinutes(15));

        var reply = await _chat.SayAsync("my leg is blue and cold");

        Assert.StartsWith("**This may be an emergency. Call ", reply.Text, StringComparison.Ordinal);
        Assert.Contains("The blood flow may be blocked.", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_sign_beside_one_that_is_known_gets_its_whole_advice()
    {
        await _chat.SayAsync(Fall);
        _clock.Advance(TimeSpan.FromMinutes(15));

        var reply = (await _chat.SayAsync($"{Fall}. {Clot}.")).Text;

        Assert.StartsWith("**Call your local emergency number now if you have not yet.**", reply, StringComparison.Ordinal);
        Assert.Contains("Do not rub or massage the leg.", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_sign_at_a_higher_urgency_is_the_whole_card()
    {
        await _chat.SayAsync(Clot);
        _clock.Advance(TimeSpan.FromMinutes(1));

        var reply = await _chat.SayAsync("and now i am breathless");

        Assert.Equal("emergency", (string?)reply.Entity!["alert"]!["urgency"]);
        Assert.StartsWith("**This may be an emergency. Call ", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_where_a_false_alarm_is_preferred_fires_afresh_even_after_not_now()
    {
        var first = (await _chat.SayAsync(Chest)).Text;
        await _chat.SayAsync("This is not happening now");

        Assert.Equal(first, (await _chat.SayAsync(Chest)).Text);
    }

    [Fact]
    public async Task Not_now_answers_the_question_ends_the_reminders_and_is_marked_for_review()
    {
        var marked = new List<SuspectedFalseAlarm>();
        var events = _bot.Services.GetRequiredService<AlertEvents>();
        events.FalseAlarmSuspected += marked.Add;
        await _chat.SayAsync($"{Fall}. I cannot put weight on my leg. What do I do?");

        var answered = await _chat.SayAsync("This is not happening now");
        var next = await _chat.SayAsync(Harmless);

        Assert.StartsWith("All right. If it does happen, **call your local emergency number", answered.Text, StringComparison.Ordinal);
        Assert.NotEqual("decline", answered.Decision);
        Assert.StartsWith("**How long does a course", next.Text, StringComparison.Ordinal);
        events.FalseAlarmSuspected -= marked.Add;
        var alarm = Assert.Single(marked);
        Assert.Equal(("rf-fall-no-weight", _clock.GetUtcNow()), (alarm.Sign, alarm.Raised));
        Assert.Contains($"For review, a suspected false alarm: the person says that rf-fall-no-weight (Emergency), raised {alarm.Raised:u}, is not happening.", _bot.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspected_false_alarm_is_counted_by_sign_and_urgency()
    {
        using var counted = new Counted("bot.falseAlarms");
        await _chat.SayAsync(Clot);

        await _chat.SayAsync("false alarm");

        Assert.Contains("sign=rf-calf-clot urgency=SameDay 1", counted.All);
    }

    [Fact]
    public async Task Not_now_takes_back_what_a_sign_holds_though_nothing_waits_for_it()
    {
        await _chat.SayAsync(Clot);
        await _chat.SayAsync("This is not happening now");

        var massage = await _chat.SayAsync("Do massage, foam rolling or stretching gadgets help?");

        Assert.Equal("sc-massage", massage.Entry);
    }

    [Fact]
    public async Task The_age_of_an_adult_takes_back_what_was_taken_for_a_child()
    {
        await _chat.SayAsync("im 14");
        Assert.StartsWith("**Tell an adult you trust now.**", (await _chat.SayAsync("which painkiller should I take")).Text, StringComparison.Ordinal);

        await _chat.SayAsync("sorry I am 41 years old");

        Assert.DoesNotContain("Tell an adult", (await _chat.SayAsync("which painkiller should I take")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_count_of_weeks_is_no_age()
    {
        await _chat.SayAsync("I'm 12 weeks pregnant");

        var reply = await _chat.SayAsync("which painkiller should I take");

        Assert.StartsWith("**Ask your midwife or maternity team first", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Getting_help_is_met_with_what_to_do_meanwhile()
    {
        await _chat.SayAsync(Fall);

        var reply = await _chat.SayAsync("I am getting help");

        Assert.StartsWith("Good. Stay where help can find you", reply.Text, StringComparison.Ordinal);
        Assert.Contains(Shipped.Disclaimer, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_harmless_question_makes_no_lesser_sign_of_what_was_said_before()
    {
        await _chat.SayAsync(Fall);

        var reply = await _chat.SayAsync("How should I sleep with hip pain?");

        Assert.StartsWith(Reminder, reply.Text, StringComparison.Ordinal);
        Assert.Null(reply.Entity!["alert"]);
    }

    [Fact]
    public async Task What_is_to_be_seen_today_takes_nothing_away_from_the_emergency_that_stands()
    {
        await _chat.SayAsync(Chest);
        _clock.Advance(TimeSpan.FromMinutes(15));

        var reply = await _chat.SayAsync(Clot);

        Assert.Equal("sameDay", (string?)reply.Entity!["alert"]!["urgency"]);
        Assert.StartsWith($"{Reminder}\n\n**Get help today.**", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not now")]
    [InlineData("No, it's not happening right now!")]
    [InlineData("this is not me")]
    public async Task That_it_is_not_happening_may_be_said_in_other_words(string text)
    {
        await _chat.SayAsync(Fall);

        Assert.StartsWith("All right. If it does happen, ", (await _chat.SayAsync(text)).Text, StringComparison.Ordinal);
        Assert.StartsWith("**How long does a course", (await _chat.SayAsync(Harmless)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_inherits_the_alert_of_another()
    {
        await _chat.SayAsync(Fall, person: "one");

        Assert.StartsWith("**How long does a course", (await _chat.SayAsync(Harmless, person: "other")).Text, StringComparison.Ordinal);
        Assert.StartsWith(Reminder, (await _chat.SayAsync(Harmless, person: "one")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_two_messages_is_raised_with_the_second()
    {
        Assert.Null((await _chat.SayAsync("my mum had a fall this morning")).Entity!["alert"]);
        _clock.Advance(TimeSpan.FromMinutes(2));

        var reply = await _chat.SayAsync("she cannot stand");

        Assert.Equal("rf-fall-no-weight", (string?)reply.Entity!["alert"]!["sign"]);
        Assert.Contains("Stay with them", reply.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Do not move them", reply.Text, StringComparison.Ordinal);
    }
}
