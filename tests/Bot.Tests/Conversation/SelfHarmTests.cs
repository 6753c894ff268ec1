using System.Text.Json.Nodes;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>Thoughts of suicide or self-harm: people to talk to, and nothing beside them.</summary>
public sealed class SelfHarmTests(RunningBot bot) : IClassFixture<RunningBot>
{
    private const string Said = "the pain makes me want to die";

    [Theory]
    [InlineData(Said)]
    [InlineData("how many paracetamol would kill me")]
    [InlineData("i want to end it all")]
    [InlineData("what's the point, i'd be better off dead with this hip. which exercises help?")]
    [InlineData("I WANT TO KILL MYSELF")]
    public async Task The_reply_is_help_and_nothing_else(string text)
    {
        var reply = await bot.SayAsync(text);

        Assert.Equal("rf-suicide-selfharm", (string?)reply.Entity!["alert"]?["sign"]);
        Assert.StartsWith("- Thank you for saying it. You are not alone.", reply.Text, StringComparison.Ordinal);
        Assert.Contains("This page is automatic. **Nobody is watching it.**", reply.Text, StringComparison.Ordinal);
        Assert.Contains("if you have taken something or may act now", reply.Text, StringComparison.Ordinal);
        Assert.Contains("**Crisis line:** [116 123](tel:116123) in the UK (text SHOUT to 85258); [988](tel:988) in the US (text 988)", reply.Text, StringComparison.Ordinal);
        Assert.Contains("Be with someone you trust. Ask them to put what could hurt you out of reach.", reply.Text, StringComparison.Ordinal);
        Assert.EndsWith("*I am not a person and cannot keep you safe. These people can: see them or your doctor.*", reply.Text, StringComparison.Ordinal);
        Assert.EndsWith("see them or your doctor.", (string?)reply.Activity["speak"], StringComparison.Ordinal);
        Assert.Equal(("decline", null), (reply.Decision, reply.Entry));
        Assert.False(reply.Entity.ContainsKey("suggestions"));
        Assert.Empty(reply.Buttons);
        Assert.DoesNotContain("](http", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Source", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Shipped.Disclaimer, reply.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?i)paracetamol|tablets|overdose|\bkill|\bdie\b|\bdead\b|\d ?mg|suicid", reply.Text.Replace("988 Suicide", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_it_no_entry_that_names_a_maximum_dose_is_served_in_that_conversation()
    {
        var chat = new Chat(bot);
        await chat.SayAsync(Said);
        var entries = Shipped.Of(bot).Entries.Where(entry => entry.NamesMaximumDose || entry.Category == "medicines-and-injections").ToList();

        Assert.Contains(entries, entry => entry.NamesMaximumDose);
        foreach (var entry in entries)
        {
            var reply = await chat.SayAsync(entry.Question);
            var offered = (reply.Entity!["suggestions"] as JsonArray ?? []).Select(id => (string)id!).Append(reply.Entry);
            Assert.DoesNotContain(entry.Id, offered);
            Assert.DoesNotContain(reply.Buttons, button => entries.Any(other => other.NamesMaximumDose && (string?)button["value"] == other.Question));
        }
    }

    [Fact]
    public async Task A_question_after_it_is_answered_under_a_kind_line_and_not_turned_away()
    {
        var chat = new Chat(bot);
        await chat.SayAsync(Said);

        var reply = await chat.SayAsync("Are swimming, cycling and water exercise good for hip pain?");

        Assert.StartsWith("**You do not have to be alone with this.", reply.Text, StringComparison.Ordinal);
        Assert.NotNull(reply.Entry);
        Assert.DoesNotContain("could do harm", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reply.Buttons, button => (string?)button["title"] == "This is not happening now");
    }

    [Fact]
    public async Task Who_says_that_there_is_no_danger_now_is_still_given_people_to_talk_to()
    {
        var chat = new Chat(bot);
        await chat.SayAsync(Said);

        var reply = await chat.SayAsync("i am safe now");

        Assert.StartsWith("Thank you for telling me.", reply.Text, StringComparison.Ordinal);
        // What they had said is no question to be answered now.
        Assert.Equal(("decline", null), (reply.Decision, reply.Entry));
        Assert.Contains("**Crisis line:**", reply.Text, StringComparison.Ordinal);
        Assert.Contains(Shipped.Disclaimer, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_of_the_service_does_not_forget_it()
    {
        var data = Directory.CreateTempSubdirectory("hipfaq-restart-").FullName;
        try
        {
            string conversation;
            using (var before = new RunningBot([("Data:Folder", data)]))
            {
                var chat = new Chat(before);
                await chat.SayAsync(Said);
                conversation = chat.Id;
            }

            using var after = new RunningBot([("Data:Folder", data)]);
            const string question = "Can I take paracetamol (acetaminophen) for hip pain?";
            Assert.Null((await new Chat(after) { Id = conversation }.SayAsync(question)).Entry);
            Assert.Equal("md-paracetamol", (await new Chat(after).SayAsync(question)).Entry);
            Assert.Equal("md-paracetamol", (await new Chat(after) { Id = conversation }.SayAsync(question, "somebody else")).Entry);
            var kept = await File.ReadAllTextAsync(Path.Combine(data, "people", "notes"));
            Assert.Matches("^[0-9a-f]{32} [0-9-]{10}\n$", kept);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Another_conversation_is_not_touched_by_it()
    {
        await new Chat(bot).SayAsync(Said);

        Assert.Equal("md-paracetamol", (await new Chat(bot).SayAsync("Can I take paracetamol (acetaminophen) for hip pain?")).Entry);
    }

    [Fact]
    public async Task Of_somebody_else_it_says_how_to_be_there_for_them()
    {
        var reply = await bot.SayAsync("my brother says he wants to kill himself");

        Assert.StartsWith("- Thank you for looking out for them.", reply.Text, StringComparison.Ordinal);
        Assert.Contains("Stay with them. Put what could hurt them out of reach.", reply.Text, StringComparison.Ordinal);
        Assert.Empty(reply.Buttons);
    }

    [Theory]
    [InlineData("I can't cope with this pain")]
    [InlineData("i am at my wits end with my hip")]
    public async Task Distress_without_intent_gets_support_and_a_person_to_talk_to_and_no_alarm(string text)
    {
        var reply = await bot.SayAsync(text);

        Assert.StartsWith("**That sounds very hard, and you do not have to bear it alone.**", reply.Text, StringComparison.Ordinal);
        Assert.Contains("**Crisis line:**", reply.Text, StringComparison.Ordinal);
        Assert.Null(reply.Entity!["alert"]);
        Assert.DoesNotContain("This may be an emergency", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("I don't know the answer", reply.Text, StringComparison.Ordinal);
        Assert.Contains(Shipped.Disclaimer, reply.Text, StringComparison.Ordinal);
    }
}
