using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Tests.Safety;

/// <summary>What a message must raise, and what it must not, by the shipped words.</summary>
public sealed class WarningSignDetectorTests
{
    private static readonly KnowledgeBase Shipped = ShippedKnowledge.Knowledge;

    private static readonly WarningSignDetector Detector = new(Shipped.WarningSigns);

    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            foreach (var sign in Shipped.WarningSigns.All)
            {
                foreach (var example in sign.Examples)
                {
                    examples.Add(sign.Id, example);
                }
            }

            return examples;
        }
    }

    public static TheoryData<string> LookAlikes => [.. Shipped.WarningSigns.All.SelectMany(sign => sign.LookAlikes).Distinct()];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_raises_its_sign(string sign, string text) =>
        Assert.Contains(sign, Detector.DetectAll(text).Select(alert => alert.Sign.Id));

    [Theory]
    [MemberData(nameof(LookAlikes))]
    public void A_look_alike_raises_nothing(string text) => Assert.Null(Detector.Detect(text));

    [Theory]
    [InlineData("hip pain but no fever, chills or redness")]
    [InlineData("I do not have a fever and my hip is just stiff")]
    [InlineData("I fell but I can stand and walk fine")]
    [InlineData("no chest pain")]
    [InlineData("my hip aches without any numbness between my legs")]
    public void What_is_denied_raises_nothing(string text) => Assert.Null(Detector.Detect(text));

    [Theory]
    [InlineData("no fever but i fell and cant stand", "rf-fall-no-weight")]
    [InlineData("no fever my hip is hot red and swollen", "rf-fever-joint")]
    [InlineData("i couldnt stop leaking urine", "rf-cauda-equina")]
    [InlineData("my leg went cold, pale and numb, why would that be", "rf-cold-leg")]
    public void A_denial_ends_where_another_thought_begins(string text, string sign) => Assert.Equal(sign, Detector.Detect(text)?.Sign.Id);

    [Theory]
    [InlineData("I fell years ago and could not walk, all healed")]
    [InlineData("had a fever and a sore hip last year")]
    [InlineData("my calf was swollen and hot but it has settled")]
    [InlineData("black stools in 2015 from naproxen, stopped it, all well since")]
    [InlineData("had a foot drop after surgery, it is fully back")]
    public void What_is_past_or_settled_raises_nothing(string text) => Assert.Null(Detector.Detect(text));

    [Theory]
    [InlineData("i had a fall last year and now i cant stand")]
    [InlineData("I fell in 2010, I fell again today and can't put weight on my leg")]
    public void What_came_back_counts(string text) => Assert.Equal("rf-fall-no-weight", Detector.Detect(text)?.Sign.Id);

    [Theory]
    [InlineData("my mum fell and she cannot stand")]
    [InlineData("our neighbour slipped and can't put weight on his leg")]
    public void Another_persons_sign_counts(string text) => Assert.Equal("rf-fall-no-weight", Detector.Detect(text)?.Sign.Id);

    [Theory]
    [InlineData("im 14 and im limping, thigh hurts")]
    [InlineData("I'm 16, I run cross country, my groin aches and I limp")]
    [InlineData("i just turned 13 and my knee hurts after football")]
    [InlineData("i am only 12 my hip hurts and i hobble")]
    public void Who_is_under_18_and_limps_or_has_hip_thigh_or_knee_pain_hears_of_the_growth_plate_first(string text) =>
        Assert.Equal("rf-teen-slip", Detector.Detect(text)?.Sign.Id);

    [Theory]
    [InlineData("i am 12 weeks post op and my knee aches a bit")]
    [InlineData("im 15 stone and my groin is sore")]
    [InlineData("im 11 days in, should i still limp")]
    public void A_number_of_weeks_is_no_age(string text) => Assert.Null(Detector.Detect(text));

    [Theory]
    [InlineData("what are the signs of a swollen calf after surgery")]
    [InlineData("what if i get chills with hip pain")]
    [InlineData("how do i stop my mum falling")]
    [InlineData("hip stress fracture explained")]
    [InlineData("why would a leg go cold, pale and numb")]
    [InlineData("if my wound leaked, would I go to the ward")]
    public void A_wish_to_learn_raises_nothing(string text) => Assert.Null(Detector.Detect(text));

    [Theory]
    [InlineData("these stairs are killing me")]
    [InlineData("i am dying to run again")]
    public void An_idiom_raises_nothing(string text) => Assert.Null(Detector.Detect(text));

    [Theory]
    [InlineData("my calf is swollen after surgery", Urgency.SameDay)]
    [InlineData("my calf is swollen after surgery and i am breathless", Urgency.Emergency)]
    [InlineData("fever and my hip hurts", Urgency.SameDay)]
    [InlineData("fever and my hip replacement hurts", Urgency.Emergency)]
    [InlineData("hip pain after a long run", Urgency.Soon)]
    public void What_is_said_besides_raises_the_urgency(string text, Urgency urgency) => Assert.Equal(urgency, Detector.Detect(text)?.Urgency);

    [Theory]
    [InlineData("I FELL AND CANNOT STAND", "rf-fall-no-weight")]
    [InlineData("i fel off my bike an cant wlak", "rf-fall-no-weight")]
    [InlineData("i fell\nand i can’t stand", "rf-fall-no-weight")]
    [InlineData("I fell 😢😢 can't stand", "rf-fall-no-weight")]
    [InlineData("please note i fell and cant stand", "rf-fall-no-weight")]
    [InlineData("my chestpain is bad", "rf-chest-breath")]
    [InlineData("cantbreathe", "rf-chest-breath")]
    [InlineData("what's a lethal dose of co-codamol", "rf-suicide-selfharm")]
    public void Typing_does_not_hide_a_sign(string text, string sign) => Assert.Equal(sign, Detector.Detect(text)?.Sign.Id);

    [Fact]
    public void A_sign_is_found_among_three_hundred_harmless_words()
    {
        var harmless = string.Join(' ', Enumerable.Repeat("we had tea in the garden with the neighbours and it was lovely", 30));

        Assert.Equal("rf-fall-no-weight", Detector.Detect($"{harmless} then i fell and cannot stand {harmless}")?.Sign.Id);
    }

    [Fact]
    public void A_text_of_any_length_or_broken_letters_is_taken()
    {
        Assert.Null(Detector.Detect(""));
        Assert.Null(Detector.Detect("\ud800 é"));
        Assert.Null(Detector.Detect(new string('x', 100_000)));
    }

    [Fact]
    public void An_alert_tells_concepts_and_no_word_of_the_message() =>
        Assert.Equal(["fall at word 2", "cannotStand at word 4"], Detector.Detect("i fell and cannot stand")!.Why);

    [Fact]
    public void No_entry_without_a_warning_is_asked_for_in_words_that_alarm()
    {
        var calm = Shipped.Entries.Where(entry => entry.Warning is null).SelectMany(entry => entry.Phrasings.Prepend(entry.Question));

        Assert.DoesNotContain(calm, text => Detector.Detect(text) is not null);
    }

    [Fact]
    public void The_questions_that_the_bot_began_with_raise_nothing()
    {
        var seed = File.ReadLines(Path.Combine(ShippedKnowledge.Folder, "evaluation", "seed.jsonl")).Where(line => line.Length > 0)
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!);

        Assert.DoesNotContain(seed, text => Detector.Detect(text) is not null);
    }

    [Fact]
    public void Every_step_of_advice_is_short()
    {
        var sentences = Shipped.WarningSigns.All.SelectMany(sign => sign.Advice.Split(['.', '\n', ':'], StringSplitOptions.RemoveEmptyEntries));

        Assert.All(sentences, sentence => Assert.True(sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= 16, sentence));
        Assert.All(Shipped.WarningSigns.All, sign => Assert.InRange(sign.Advice.Split('\n').Length, 2, 5));
        Assert.All(Shipped.WarningSigns.All.Where(sign => sign.Urgency == Urgency.Emergency), sign => Assert.True(sign.Advice.Contains("{number}", StringComparison.Ordinal), sign.Id));
    }
}
