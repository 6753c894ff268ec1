using System.Text.Json.Nodes;
using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>Each sign's own examples, as a person types them and as the bot answers over the wire.</summary>
public sealed class EverySignTests(EverySignTests.Asked asked) : IClassFixture<EverySignTests.Asked>
{
    [Fact]
    public void The_alert_is_the_first_text_of_the_reply_to_every_example_of_every_sign()
    {
        var count = 0;
        foreach (var (example, reply, sign, urgency) in asked.Alerts)
        {
            Assert.True(reply.Text.StartsWith(Shipped.BeginningOf(sign, urgency), StringComparison.Ordinal), $"{sign.Id} {urgency}: {example}\n{reply.Text}");
            Assert.Equal(urgency == "soon" ? "normal" : "high", (string?)reply.Activity["importance"]);
            count++;
        }

        Assert.True(count > 150, $"{count} examples");
    }

    [Fact]
    public void A_sign_that_is_raised_has_the_advice_of_its_higher_urgency()
    {
        var signs = Shipped.Of(asked.Bot).WarningSigns;
        var raised = signs.All.SelectMany(sign => sign.HigherUrgencies.Select(urgency => new Alert(sign, urgency, []))).ToList();

        Assert.True(raised.Count >= 14, $"{raised.Count} raised");
        Assert.All(raised.Where(alert => alert.Urgency == Urgency.Emergency), alert =>
            Assert.DoesNotMatch("(?i)today|within .*days|call .*number.* if ", AlertSteps.Of(alert, signs)));
        Assert.All(raised.Where(alert => alert.Urgency == Urgency.SameDay), alert =>
            Assert.DoesNotMatch("(?i)within .*days", AlertSteps.Of(alert, signs)));
    }

    [Fact]
    public void Where_days_are_time_enough_the_line_says_whom_to_see_and_within_how_many()
    {
        var soon = asked.Alerts.Where(alert => alert.Urgency == "soon").ToList();

        Assert.Equal(Shipped.Of(asked.Bot).WarningSigns.All.Count(sign => sign.Urgency == Urgency.Soon), soon.Select(alert => alert.Sign).Distinct().Count());
        Assert.All(soon, alert =>
        {
            var line = alert.Reply.Text.Split("\n\n")[0];
            Assert.Matches("^(See|Call) (a|your) .*(doctor|clinician|team).* within .*days?\\.", line);
            Assert.DoesNotContain("**", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Under_an_emergency_stands_no_entry_but_the_signs_own_and_two_quiet_buttons()
    {
        foreach (var (example, reply, sign, _) in asked.Alerts.Where(alert => alert.Urgency == "emergency"))
        {
            Assert.True((reply.Decision, reply.Entry) == ("decline", null), $"{example}: {reply.Entry}");
            Assert.False(reply.Entity!.ContainsKey("suggestions"), example);
            Assert.Equal(
                sign.Kind == SignKind.Medical ? ["I am getting help", "This is not happening now"] : [],
                reply.Buttons.Select(button => (string?)button["title"]));
            var questions = Shipped.Of(asked.Bot).Entries.Where(entry => entry.Id != sign.EntryId).Select(entry => entry.Question);
            Assert.DoesNotContain(questions, question => reply.Text.Contains(question, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_a_sign_holds_back_is_not_served_beside_it()
    {
        var detector = new WarningSignDetector(Shipped.Of(asked.Bot).WarningSigns);
        foreach (var (example, reply, _, _) in asked.Alerts)
        {
            AssertHeld(detector, example, reply);
        }
    }

    [Fact]
    public void The_advice_rests_on_its_sources_and_the_disclaimer_stands_before_them()
    {
        foreach (var (example, reply, sign, _) in asked.Alerts.Where(alert => alert.Sign.Kind == SignKind.Medical))
        {
            var disclaimer = reply.Text.IndexOf(Shipped.Disclaimer, StringComparison.Ordinal);
            Assert.True(disclaimer > 0, example);
            Assert.DoesNotContain("Source", reply.Text[..disclaimer], StringComparison.Ordinal);
            Assert.All(sign.Sources, source => Assert.Contains(source.Url.AbsoluteUri, reply.Text[disclaimer..], StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_disclaimer_stands_under_every_alert_and_is_spoken()
    {
        foreach (var (example, reply, sign, _) in asked.Alerts)
        {
            var line = sign.Kind == SignKind.Crisis ? "I am not a person and cannot keep you safe." : Shipped.Disclaimer;
            Assert.True(reply.Text.Contains(line, StringComparison.Ordinal), example);
            Assert.Contains(line, (string?)reply.Activity["speak"], StringComparison.Ordinal);
        }
    }

    /// <summary>No entry of a held category is answered, suggested or offered as a button.</summary>
    private void AssertHeld(WarningSignDetector detector, string text, Reply reply)
    {
        var knowledge = Shipped.Of(asked.Bot);
        var held = detector.DetectAll(text).SelectMany(alert => alert.Sign.HeldCategories).ToHashSet();
        var offered = (reply.Entity!["suggestions"]?.AsArray() ?? []).Select(id => (string)id!).Append(reply.Entry)
            .Concat(knowledge.Entries.Where(entry => reply.Buttons.Any(button => (string?)button["value"] == entry.Question)).Select(entry => entry.Id));
        Assert.DoesNotContain(offered, id => id is not null && held.Contains(knowledge.Find(id)!.Category));
    }

    /// <summary>All examples, asked once for all tests.</summary>
    public sealed class Asked : IAsyncLifetime
    {
        internal RunningBot Bot { get; } = new();

        internal List<(string Example, Reply Reply, WarningSign Sign, string Urgency)> Alerts { get; } = [];

        public async Task InitializeAsync()
        {
            var signs = Shipped.Of(Bot).WarningSigns;
            foreach (var example in signs.All.SelectMany(sign => sign.Examples))
            {
                var reply = await Bot.SayAsync(example);
                if (reply.Entity?["alert"] is JsonObject alert)
                {
                    Alerts.Add((example, reply, signs.Find((string)alert["sign"]!)!, (string)alert["urgency"]!));
                }
            }
        }

        public Task DisposeAsync()
        {
            Bot.Dispose();
            return Task.CompletedTask;
        }
    }
}
