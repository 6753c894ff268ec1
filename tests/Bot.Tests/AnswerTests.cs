using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HipFaqBot.Bot.Tests;

[Collection(OneBot.Name)]
public sealed partial class AnswerTests(RunningBot bot)
{
    public static TheoryData<string, string[]> SeedQuestions()
    {
        var questions = new TheoryData<string, string[]>();
        foreach (var line in File.ReadLines(Repository.Path("knowledge/evaluation/seed.jsonl")))
        {
            var question = JsonNode.Parse(line)!;
            questions.Add((string)question["text"]!, question["ids"]!.Deserialize<string[]>()!);
        }

        return questions;
    }

    [Fact]
    public void The_thirteen_seed_questions_are_asked() => Assert.Equal(13, SeedQuestions().Count);

    [Theory]
    [MemberData(nameof(SeedQuestions))]
    public async Task A_seed_question_is_answered_with_its_entry(string question, string[] accepted)
    {
        var reply = await bot.SayAsync(question);

        Assert.Equal("answer", reply.Decision);
        Assert.Contains(reply.Entry!, accepted);
    }

    [Theory]
    [MemberData(nameof(SeedQuestions))]
    public async Task An_answer_is_complete_by_its_text(string question, string[] accepted)
    {
        var text = (await bot.SayAsync(question)).Text;

        Assert.NotEmpty(accepted);
        Assert.Contains("General information, not a diagnosis.", text, StringComparison.Ordinal);
        Assert.Matches(SourceLine(), text);
        Assert.Matches(WrittenLine(), text);
        Assert.DoesNotContain("{number}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_to_go_on_with_are_buttons_that_are_answered()
    {
        var reply = await bot.SayAsync("How long does hip physical therapy take?");

        Assert.InRange(reply.Buttons.Count, 2, 3);
        foreach (var button in reply.Buttons)
        {
            Assert.Equal("answer", (await bot.SayAsync((string?)button["value"])).Decision);
        }
    }

    [Fact]
    public async Task What_the_clinic_says_of_itself_names_the_clinic_and_what_it_has_not_set()
    {
        var text = (await bot.SayAsync("Who can see what I type here?")).Text;

        Assert.Contains("Source: Your Clinic", text, StringComparison.Ordinal);
        Assert.Contains("[privacy: not set yet, please ask the clinic]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What is the capital of France?")]
    [InlineData("my knee clicks")]
    [InlineData("hip hop classes near me")]
    public async Task What_the_bot_does_not_know_is_declined_with_where_to_turn(string question)
    {
        var reply = await bot.SayAsync(question);

        Assert.Equal("decline", reply.Decision);
        Assert.StartsWith("I don't know the answer to that.", reply.Text, StringComparison.Ordinal);
        Assert.Contains("call your local emergency number (112", reply.Text, StringComparison.Ordinal);
        Assert.Empty(reply.Buttons);
    }

    [Fact]
    public async Task An_answers_entity_has_the_agreed_members()
    {
        var entity = (await bot.SayAsync("How long does hip physical therapy take?")).Entity!;

        Assert.Equal(["type", "decision", "entry", "confidence", "knowledge"], entity.Select(member => member.Key));
        Assert.Equal("pt-duration", (string?)entity["entry"]);
        Assert.InRange((double)entity["confidence"]!, 0.9, 1);
        Assert.Equal(await KnowledgeVersion(), (string?)entity["knowledge"]);
    }

    [Fact]
    public async Task A_declines_entity_says_null_for_the_entry()
    {
        var entity = (await bot.SayAsync("What is the capital of France?")).Entity!;

        Assert.Equal(["type", "decision", "entry", "confidence", "knowledge"], entity.Select(member => member.Key));
        Assert.Null(entity["entry"]);
        Assert.InRange((double)entity["confidence"]!, 0, 0.9);
    }

    [Fact]
    public async Task Any_entrys_own_question_is_answered_with_that_entry_so_that_any_button_works()
    {
        foreach (var file in bot.Knowledge.Published())
        {
            var question = File.ReadLines(file).First(line => line.StartsWith("question: ", StringComparison.Ordinal))["question: ".Length..];
            var reply = await bot.SayAsync(question.Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal));
            if (reply.Entity!["alert"] is not null && reply.Decision == "decline")
            {
                // A question that is a warning sign itself is met with its advice alone; only entries that speak of one may be so.
                Assert.DoesNotContain("warning: null", File.ReadLines(file));
                continue;
            }

            Assert.Equal(("answer", Path.GetFileNameWithoutExtension(file)), (reply.Decision, reply.Entry));
        }
    }

    [Fact]
    public async Task Nothing_that_was_typed_is_logged()
    {
        foreach (var question in (string[])["my zebracanary hip hurts", "zebracanary", "How long does hip physical therapy take? zebracanary"])
        {
            await bot.SayAsync(question);
        }

        Assert.Contains("serves", bot.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("zebracanary", bot.Logs.Text, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<string> KnowledgeVersion() => (string)JsonNode.Parse(await bot.Http.GetStringAsync("/readyz"))!["knowledge"]!;

    [GeneratedRegex(@"^Sources?: \[[^\]]+\]\(https?://[^)\s]+\) \([^\n]+\)$", RegexOptions.Multiline)]
    private static partial Regex SourceLine();

    [GeneratedRegex(@"^Written \d{1,2} \w+ \d{4}, not yet reviewed by a clinician$", RegexOptions.Multiline)]
    private static partial Regex WrittenLine();
}
