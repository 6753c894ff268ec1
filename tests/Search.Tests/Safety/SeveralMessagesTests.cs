using System.Text.Json;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Tests.Safety;

/// <summary>What a person says in pieces counts together, for a while.</summary>
public sealed class SeveralMessagesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly WarningSignDetector Detector =
        new(ShippedKnowledge.Knowledge.WarningSigns);

    [Fact]
    public void Two_halves_of_a_sign_raise_it()
    {
        var first = Detector.Detect("my mum had a fall this morning", [], Now.AddMinutes(-2));

        var second = Detector.Detect("she cannot stand", [first.Trace], Now);

        Assert.All(first.Alerts, alert => Assert.True(alert.IsQuestion));
        Assert.Equal("rf-fall-no-weight", second.First?.Sign.Id);
        Assert.Equal(AlertSubject.SomeoneElse, second.First?.Subject);
        Assert.Contains("fall in an earlier message", second.First!.Why);
    }

    [Theory]
    [InlineData("since yesterday im completely numb between", "my legs", "rf-cauda-equina")]
    [InlineData("since the operation my chest is so", "tight", "rf-chest-breath")]
    [InlineData("dad fell off the ladder and he can't put any", "weight on it", "rf-fall-no-weight")]
    [InlineData("there's no point any more", "I have plenty of tablets saved up", "rf-suicide-selfharm")]
    public void A_wording_that_is_cut_in_two_is_found(string one, string other, string sign)
    {
        var first = Detector.Detect(one, [], Now.AddMinutes(-1));

        Assert.DoesNotContain(sign, first.Alerts.Select(alert => alert.Sign.Id));
        Assert.DoesNotContain(sign, Detector.DetectAll(other).Select(alert => alert.Sign.Id));
        Assert.Contains(sign, Detector.Detect(other, [first.Trace], Now).Alerts.Select(alert => alert.Sign.Id));
    }

    [Fact]
    public void What_is_kept_of_words_is_the_end_of_a_message_that_raised_nothing()
    {
        var calm = Detector.Detect(string.Join(' ', Enumerable.Repeat("my hip zzyzx", 40)), [], Now).Trace;

        Assert.Equal(12, calm.LastWords.Count);
        Assert.Equal(4, calm.LastWords.Count(word => word == 0));
        Assert.Empty(Detector.Detect("i fell and cannot stand", [], Now).Trace.LastWords);
    }

    [Fact]
    public void What_was_said_long_ago_does_not_count()
    {
        var first = Detector.Detect("i had a fall this morning", [], Now.AddMinutes(-11));

        Assert.DoesNotContain("rf-fall-no-weight", Detector.Detect("i cannot stand", [first.Trace], Now).Alerts.Select(alert => alert.Sign.Id));
    }

    [Fact]
    public void Only_the_last_three_messages_count()
    {
        var first = Detector.Detect("i had a fall this morning", [], Now.AddMinutes(-3)).Trace;
        var second = Detector.Detect("is yoga good for hips", [], Now.AddMinutes(-2)).Trace;
        var third = Detector.Detect("and swimming", [], Now.AddMinutes(-1)).Trace;

        Assert.DoesNotContain("rf-fall-no-weight", Detector.Detect("i cannot stand", [first, second, third], Now).Alerts.Select(alert => alert.Sign.Id));
        Assert.Equal("rf-fall-no-weight", Detector.Detect("i cannot stand", [first, third], Now).First?.Sign.Id);
    }

    [Fact]
    public void What_was_denied_before_stays_denied()
    {
        var first = Detector.Detect("i have no fever", [], Now.AddMinutes(-1));

        Assert.Empty(Detector.Detect("my hip hurts", [first.Trace], Now).Alerts);
    }

    [Fact]
    public void An_alert_of_an_earlier_message_is_not_raised_again_by_a_harmless_one()
    {
        var first = Detector.Detect("i fell and cannot stand", [], Now.AddMinutes(-1));

        Assert.Empty(Detector.Detect("what are your opening hours", [first.Trace], Now).Alerts);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("Yep it is")]
    [InlineData("yeah since this morning")]
    public void A_yes_to_the_bots_question_raises_its_sign(string text)
    {
        var asked = new MessageTrace(Now.AddMinutes(-1), [], "rf-cauda-equina");

        Assert.Equal("rf-cauda-equina", Detector.Detect(text, [asked], Now).First?.Sign.Id);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("yes but no numbness at all")]
    [InlineData("is yoga good for hips")]
    public void Another_reply_to_the_bots_question_raises_nothing(string text)
    {
        var asked = new MessageTrace(Now.AddMinutes(-1), [], "rf-cauda-equina");

        Assert.Empty(Detector.Detect(text, [asked], Now).Alerts);
    }

    [Fact]
    public void A_yes_to_nothing_raises_nothing() =>
        Assert.Empty(Detector.Detect("yes", [new MessageTrace(Now.AddMinutes(-1), [], Asked: null)], Now).Alerts);

    [Fact]
    public void A_trace_survives_json_and_holds_no_word_of_the_message()
    {
        var trace = Detector.Detect("my grandmother slipped on the doorstep", [], Now.AddMinutes(-1)).Trace;

        var json = JsonSerializer.Serialize(trace);

        Assert.DoesNotContain("grandmother", json, StringComparison.Ordinal);
        Assert.DoesNotContain("doorstep", json, StringComparison.Ordinal);
        Assert.Equal("rf-fall-no-weight", Detector.Detect("she cant stand", [JsonSerializer.Deserialize<MessageTrace>(json)!], Now).First?.Sign.Id);
    }

    [Theory]
    [InlineData("i cant cope with this pain", "distress")]
    [InlineData("im 13 and my hip hurts", "under16")]
    [InlineData("im 20 weeks pregnant, can i take paracetamol", "maternity")]
    public void What_is_said_of_the_person_is_noted(string text, string note) => Assert.Contains(note, Detector.Detect(text, [], Now).Notes);

    [Theory]
    [InlineData("i fell and cannot stand", AlertSubject.Self)]
    [InlineData("i fell and it hurts here and i cannot stand", AlertSubject.Self)]
    [InlineData("my wife fell and cannot stand", AlertSubject.SomeoneElse)]
    [InlineData("my dad fell off a ladder, he cant put weight on his leg", AlertSubject.SomeoneElse)]
    [InlineData("i dont want to be here anymore because of this hip", AlertSubject.Self)]
    [InlineData("they said it can wait but the leg is twisted round", AlertSubject.Self)]
    [InlineData("the staples look infected, pus round them", AlertSubject.Self)]
    [InlineData("their leg is twisted round and they are screaming", AlertSubject.SomeoneElse)]
    [InlineData("my friend fell and they cannot stand", AlertSubject.SomeoneElse)]
    [InlineData("my wife says she does not want to be here anymore", AlertSubject.SomeoneElse)]
    public void An_alert_tells_of_whom_it_speaks(string text, AlertSubject subject) => Assert.Equal(subject, Detector.Detect(text)?.Subject);
}
