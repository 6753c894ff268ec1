using System.Text.Json.Nodes;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>Whatever speaks of health says that it is general information, to the eye and to the ear.</summary>
public sealed class DisclaimerTests(RunningBot bot) : IClassFixture<RunningBot>
{
    private const string Whole = "General information, not a diagnosis. Check with your doctor or physiotherapist; if it gets worse, don't wait.";

    [Fact]
    public async Task It_stands_under_every_entry_after_the_answer_and_before_the_sources()
    {
        var entries = Shipped.Of(bot).Entries;
        var answered = 0;
        foreach (var entry in entries)
        {
            var reply = await bot.SayAsync(entry.Question);
            AssertDisclaimed(reply, entry.Question);
            if (reply.Entry == entry.Id)
            {
                answered++;
                var at = reply.Text.IndexOf(Whole, StringComparison.Ordinal);
                Assert.True(reply.Text.IndexOf(entry.Answer[..20], StringComparison.Ordinal) is var answer && answer < at, entry.Id);
                Assert.DoesNotContain("Source", reply.Text[..at], StringComparison.Ordinal);
                Assert.Contains("Source", reply.Text[at..], StringComparison.Ordinal);
            }
        }

        Assert.True(answered > entries.Count * 0.9, $"{answered} of {entries.Count} answered");
    }

    [Fact]
    public async Task It_stands_under_every_suggestion_decline_and_refusal()
    {
        var questions = File.ReadLines(Repository.Path("knowledge/evaluation/questions.jsonl")).Where((_, index) => index % 4 == 0).Select(line => (string)JsonNode.Parse(line)!["text"]!)
            .Concat(File.ReadLines(Repository.Path("knowledge/decoys.txt")).Where(line => line.Length > 0 && line[0] != '#').Take(40))
            .Concat(File.ReadLines(Repository.Path("tests/Search.Tests/Safety/limits.tsv")).Where(line => line[0] != '#').Select(line => line.Split('\t')[1]))
            .Append("").Append("???").Append(new string('x', 50_000));
        var decisions = new HashSet<string?>();
        foreach (var question in questions)
        {
            var reply = await bot.SayAsync(question);
            if (reply.Entity?["smallTalk"] is not null)
            {
                continue; // "thanks" among the questions that nothing here answers
            }

            AssertDisclaimed(reply, question);
            decisions.Add(reply.Decision);
        }

        Assert.Superset(new HashSet<string?> { "answer", "suggest", "decline" }, decisions);
    }

    [Fact]
    public async Task It_stands_under_all_small_talk_that_speaks_of_health()
    {
        var talks = Shipped.Of(bot).SmallTalk.All;
        Assert.NotEmpty(talks);
        foreach (var talk in talks)
        {
            var reply = await bot.SayAsync(talk.Phrasings[0]);
            Assert.Equal(talk.Id, (string?)reply.Entity!["smallTalk"]);
            if (talk.SpeaksOfHealth)
            {
                AssertDisclaimed(reply, talk.Id);
            }
            else
            {
                Assert.DoesNotMatch("(?i)hip|pain|health|medicine|doctor|exercis", reply.Text);
            }
        }
    }

    [Fact]
    public async Task The_welcome_and_the_faq_page_have_the_long_form()
    {
        var site = Shipped.Of(bot).Site;
        var joined = RunningBot.ActivityOf("conversationUpdate");
        joined["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "person" });

        var welcome = Assert.Single(await bot.SendAsync(joined));

        Assert.Contains(site.LongDisclaimer, welcome.Text, StringComparison.Ordinal);
        Assert.Contains("It is not a diagnosis", (string?)welcome.Activity["speak"], StringComparison.Ordinal);
        Assert.Contains("nobody here has seen or examined you", await bot.Http.GetStringAsync("/faq"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blank_setting_does_not_take_it_away()
    {
        using var other = new RunningBot([], knowledge =>
        {
            var site = knowledge.Read("site.yaml");
            knowledge.Write("site.yaml", site[..site.IndexOf("\ndisclaimer:", StringComparison.Ordinal)] + "\ndisclaimer: '   '\n"
                + site[site.IndexOf("# The same at length", StringComparison.Ordinal)..]);
        });

        AssertDisclaimed(await other.SayAsync("How long does hip physical therapy take?"), "a blank disclaimer");
    }

    private static void AssertDisclaimed(Reply reply, string about)
    {
        var line = (string?)reply.Entity?["alert"]?["sign"] == "rf-suicide-selfharm" ? "I am not a person and cannot keep you safe." : Whole;
        Assert.True(reply.Text.Contains(line, StringComparison.Ordinal), $"{about}\n{reply.Text}");
        Assert.True(((string?)reply.Activity["speak"])?.Contains(line, StringComparison.Ordinal), $"{about}\n{reply.Activity["speak"]}");
        Assert.Equal(1, reply.Text.Split(line).Length - 1);
    }
}
