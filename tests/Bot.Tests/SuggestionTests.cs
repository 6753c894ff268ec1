using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HipFaqBot.Bot.Tests;

public sealed partial class SuggestionTests(SuggestionTests.Careful careful) : IClassFixture<SuggestionTests.Careful>
{
    private const string Unsure = "what about therapy";

    private readonly RunningBot _bot = careful.Bot;

    [Fact]
    public async Task A_suggestion_offers_up_to_three_choices_as_text_and_as_buttons()
    {
        var reply = await _bot.SayAsync(Unsure);
        var entity = reply.Entity!;
        var ids = entity["suggestions"]!.Deserialize<string[]>()!;
        var choices = reply.Text.Split('\n').Where(line => NumberedLine().IsMatch(line)).Select(line => line[3..]).ToList();

        Assert.Equal("suggest", reply.Decision);
        Assert.Equal(["type", "decision", "entry", "confidence", "suggestions", "knowledge"], entity.Select(member => member.Key));
        Assert.Null(entity["entry"]);
        Assert.InRange(ids.Length, 1, 3);
        Assert.Equal(ids.Length, choices.Count);
        Assert.Equal(choices, reply.Buttons.Select(button => (string?)button["value"]));
        Assert.Equal(choices, reply.Buttons.Select(button => (string?)button["title"]));
        Assert.All(reply.Buttons, button => Assert.Equal("imBack", (string?)button["type"]));
    }

    [Fact]
    public async Task A_tapped_suggestion_is_answered_with_that_entry()
    {
        var suggestion = await _bot.SayAsync(Unsure);
        var ids = suggestion.Entity!["suggestions"]!.Deserialize<string[]>()!;

        foreach (var (id, button) in ids.Zip(suggestion.Buttons))
        {
            var reply = await _bot.SayAsync((string)button["value"]!);
            Assert.Equal(("answer", id), (reply.Decision, reply.Entry));
        }
    }

    [Fact]
    public async Task A_group_gets_the_choices_as_text_without_buttons()
    {
        var message = RunningBot.Message(Unsure);
        message["conversation"] = new JsonObject { ["id"] = "group", ["isGroup"] = true };

        var reply = Assert.Single(await _bot.SendAsync(message));

        Assert.Equal("suggest", reply.Decision);
        Assert.Empty(reply.Buttons);
        Assert.Matches(NumberedLine(), reply.Text);
    }

    [GeneratedRegex(@"^\d\. ", RegexOptions.Multiline)]
    private static partial Regex NumberedLine();

    [GeneratedRegex(@"^  (answer|suggest): 0\.\d+.*$", RegexOptions.Multiline)]
    private static partial Regex ThresholdLine();

    /// <summary>A site so careful that only an entry's own phrasings are answered at once, so the tests do not hang on the ranking's figures.</summary>
    public sealed class Careful : IDisposable
    {
        internal RunningBot Bot { get; } = new([], knowledge =>
            knowledge.Write("site.yaml", ThresholdLine().Replace(knowledge.Read("site.yaml"), line => line.Groups[1].Value switch
            {
                "answer" => "  answer: 0.985",
                _ => "  suggest: 0.01",
            })));

        public void Dispose() => Bot.Dispose();
    }
}
