using System.Text.RegularExpressions;
using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>Said about somebody else, the advice speaks of them, at whatever urgency: it is their body and not the reader's.</summary>
[Collection(OneBot.Name)]
public sealed partial class SomeoneElseTests(RunningBot bot)
{
    private const string General = "**Do this for the person you write about, and stay with them.**";

    [Theory]
    [InlineData("my friend took 20 paracetamol", "rf-overdose", "emergency", "Do so even if they feel well.")]
    [InlineData("my wife has black stools since she takes ibuprofen", "rf-med-bleed-allergy", "emergency", "Say what they took and when.")]
    [InlineData("my mum's face droops and her speech is slurred", "rf-stroke", "emergency", "Do not let them drive.")]
    [InlineData("my brother is numb between his legs and cannot pee", "rf-cauda-equina", "emergency", "Do not let them drive.")]
    [InlineData("my dad's calf is swollen and hot", "rf-calf-clot", "sameDay", "**They need to see someone today:**")]
    [InlineData("my mum had a hip replacement and her wound is red and leaking", "rf-wound-infection", "sameDay", "**Call their surgical team today.**")]
    [InlineData("my mum has a fever and her hip is hot and red", "rf-fever-joint", "sameDay", "if they have an artificial hip.")]
    public async Task The_card_speaks_of_them(string text, string sign, string urgency, string advice) => await SpeaksOfThem(text, sign, urgency, advice);

    [Theory]
    [InlineData("my wife is 30 weeks pregnant and bleeding heavily", "rf-pregnancy", "emergency", "Say that they are pregnant, and how many weeks.")]
    [InlineData("my mum fell and she takes warfarin", "rf-fall-at-risk", "emergency", "Do not move them.")]
    [InlineData("my mum takes alendronate, her thigh hurts and she cannot stand", "rf-bone-medicine", "emergency", "Say which bone medicine they take.")]
    [InlineData("my wife has a stress fracture and cannot stand", "rf-stress-fracture", "emergency", "Do not move them, or let them stand or walk on it.")]
    [InlineData("my husband takes steroids for years, has deep groin pain and cannot stand", "rf-bone-blood-supply", "emergency", "They must not stop steroids by themselves.")]
    public async Task So_does_the_card_of_a_sign_that_is_raised(string text, string sign, string urgency, string advice) => await SpeaksOfThem(text, sign, urgency, advice);

    [Theory]
    [InlineData("my mum had cancer and now her hip hurts", "rf-cancer-history", "Call their cancer team or doctor within days. Call your local emergency number for weak or numb legs, or bladder trouble. Call too if they cannot stand.")]
    [InlineData("my mum takes alendronate and her thigh hurts", "rf-bone-medicine", "They need to see their doctor within days. Ask about an X-ray. Call your local emergency number if they cannot stand.")]
    [InlineData("my dad has weight loss and night sweats with hip pain", "rf-weight-loss-constitutional", "They need to see a doctor within days.")]
    public async Task So_does_the_one_line_where_days_are_time_enough(string text, string sign, string line)
    {
        var reply = await bot.SayAsync(text);

        Assert.Equal((sign, "soon"), SignOf(reply));
        Assert.Equal(line, reply.Text.Split("\n\n")[0]);
    }

    [Theory]
    [InlineData("my mum says her calf hurts", "rf-calf-clot", "If they are also breathless or their chest hurts")]
    [InlineData("her left leg has gone numb", "rf-leg-weakness", "numb between their legs")]
    public async Task So_does_the_question_and_the_card_after_a_yes(string text, string sign, string words)
    {
        var chat = new Chat(bot);

        var asked = await chat.SayAsync(text);
        var yes = await chat.SayAsync("yes");

        Assert.Equal((sign, "sameDay"), SignOf(asked));
        Assert.Contains(words, asked.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(TheReadersBody(), asked.Text.Split("\n\n")[0]);
        Assert.StartsWith("**Get help today.**\n\n- **They need to see ", yes.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_fears_for_somebodys_life_is_not_spoken_to_as_if_it_were_their_own()
    {
        var reply = await bot.SayAsync("my wife wants to kill herself");

        Assert.Contains("Thank you for looking out for them.", reply.Text, StringComparison.Ordinal);
        Assert.EndsWith("*I am not a person and cannot keep them safe. These people can: call a crisis line or a doctor.*", reply.Text, StringComparison.Ordinal);
        Assert.Contains("You are not alone.", (await bot.SayAsync("i dont want to be here anymore")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_hurt_and_speaks_of_the_one_who_hurts_reads_nothing_wrong()
    {
        var reply = await bot.SayAsync("i'm scared of my husband");

        Assert.Contains("now** if anyone is in danger or badly hurt.", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("they are", reply.Text.Split("\n\n")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Said_of_oneself_it_stays_as_it_was()
    {
        var reply = await bot.SayAsync("i am 30 weeks pregnant and bleeding heavily");

        Assert.Contains("Say that you are pregnant", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("them", reply.Text.Split("\n\n")[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rf-calf-clot", Urgency.Emergency, "- Help them sit down and rest. Do not let them drive.")]
    [InlineData("rf-stress-fracture", Urgency.SameDay, "- **They need to see a clinician today.**")]
    [InlineData("rf-weight-loss-constitutional", Urgency.SameDay, "- **They need to see a doctor today,** or call the urgent line.")]
    public void The_steps_are_those_of_the_urgency(string sign, Urgency urgency, string step)
    {
        var signs = Shipped.Of(bot).WarningSigns;

        Assert.Contains(step, AlertSteps.Of(new Alert(signs.Find(sign)!, urgency, []) { Subject = AlertSubject.SomeoneElse }, signs), StringComparison.Ordinal);
    }

    [Fact]
    public void No_sign_at_any_urgency_speaks_of_the_readers_body()
    {
        var signs = Shipped.Of(bot).WarningSigns;
        var said = signs.All.SelectMany(sign => sign.HigherUrgencies.Prepend(sign.Urgency)
            .Select(urgency => new Alert(sign, urgency, []) { Subject = AlertSubject.SomeoneElse })).ToList();

        Assert.True(said.Count >= 44, $"{said.Count} texts");
        Assert.All(said, alert => Assert.DoesNotMatch(TheReadersBody(), AlertSteps.Of(alert, signs)));
        Assert.All(said.Where(alert => alert.IsAdvisedAsSelf), alert => Assert.StartsWith(General, AlertSteps.Of(alert, signs), StringComparison.Ordinal));
    }

    private async Task SpeaksOfThem(string text, string sign, string urgency, string advice)
    {
        var reply = await bot.SayAsync(text);

        Assert.Equal((sign, urgency), SignOf(reply));
        Assert.Contains(advice, reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(General, reply.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(TheReadersBody(), reply.Text.Split("\n\n")[1]);
    }

    private static (string? Sign, string? Urgency) SignOf(Reply reply) => ((string?)reply.Entity!["alert"]?["sign"], (string?)reply.Entity["alert"]?["urgency"]);

    /// <summary>"You" as the patient, and what only a patient can do: eat, drink, stand, drive.</summary>
    [GeneratedRegex(@"(?i)\byourself\b|\byour (?!local)|\b(if|that|what|also) you\b|\byou (are|have|feel|fell|hit|take|took|cannot)\b|(- |\. )(Do not (eat|drink|drive|stand|walk|try to (stand|walk)|take)|Lie|Sit|Keep (still|warm)|Stay off)\b")]
    private static partial Regex TheReadersBody();
}
