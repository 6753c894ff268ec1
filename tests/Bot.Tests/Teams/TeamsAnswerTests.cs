using System.Text.Json.Nodes;

namespace HipFaqBot.Bot.Tests.Teams;

public sealed class TeamsAnswerTests(TeamsChannel teams) : IClassFixture<TeamsChannel>
{
    private const string Question = "How long does hip physical therapy take?";

    [Theory]
    [InlineData("personal")]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task An_answer_is_its_whole_text_and_then_a_card(string kind)
    {
        var question = teams.Message(Question, kind);

        var sent = await teams.SendAsync(question);

        Assert.Equal(2, sent.Count);
        Assert.All(sent, request => Assert.Equal(("POST", (string)question["id"]!), (request.Method, request.Activity)));
        var (text, card) = (sent[0], sent[1]);
        Assert.Equal(("answer", "pt-duration"), (text.Reply.Decision, text.Reply.Entry));
        Assert.Contains("General information, not a diagnosis.", text.Text, StringComparison.Ordinal);
        Assert.Contains("Written ", text.Text, StringComparison.Ordinal);
        Assert.Equal("markdown", (string?)text.Reply.Activity["textFormat"]);
        Assert.Null(text.Card);
        Assert.Empty(text.Reply.Buttons);
        Assert.Equal("", card.Text);
        Assert.Null(card.Reply.Entity);
        Assert.Equal("AdaptiveCard", (string?)card.Card!["type"]);
    }

    [Fact]
    public async Task The_text_cites_its_sources_and_asks_for_thumbs_and_is_not_called_generated()
    {
        var text = (await teams.SendAsync(teams.Message(Question)))[0];

        Assert.True((bool)text.Reply.Activity["channelData"]!["feedbackLoopEnabled"]!);
        var root = Assert.Single(text.Reply.Activity["entities"]!.AsArray(), entity => (string?)entity!["@type"] == "Message")!;
        Assert.Equal("https://schema.org/Message", (string?)root["type"]);
        Assert.False(root.AsObject().ContainsKey("additionalType"));
        var claims = root["citation"]!.AsArray();
        Assert.NotEmpty(claims);
        for (var i = 0; i < claims.Count; i++)
        {
            Assert.Equal(i + 1, (int)claims[i]!["position"]!);
            Assert.Contains($"[{i + 1}]", text.Text, StringComparison.Ordinal);
            var appearance = claims[i]!["appearance"]!;
            Assert.InRange(((string)appearance["name"]!).Length, 1, 80);
            Assert.InRange(((string)appearance["abstract"]!).Length, 1, 160);
            Assert.StartsWith("https://", (string)appearance["url"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_card_has_sources_review_and_follow_ups_and_repeats_nothing_of_the_answer()
    {
        var sent = await teams.SendAsync(teams.Message(Question));

        var lines = sent[1].Card!["body"]!.AsArray().Select(part => (string?)part!["text"]).OfType<string>().ToList();
        Assert.Contains(lines, line => line.Contains("](https://", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Written ", StringComparison.Ordinal));
        Assert.Equal("1.5", (string?)sent[1].Card!["version"]);
        Assert.NotEqual("", (string)sent[1].Card!["fallbackText"]!);
        Assert.InRange(sent[1].Submits.Count, 2, 3);
        var paragraphs = sent[0].Text.Split("\n\n").Where(paragraph => !paragraph.StartsWith("Source", StringComparison.Ordinal) && !paragraph.StartsWith("Written", StringComparison.Ordinal));
        var card = sent[1].Card!.ToJsonString();
        Assert.DoesNotContain(paragraphs, paragraph => card.Contains(paragraph, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_follow_up_button_asks_its_question()
    {
        var first = await teams.SendAsync(teams.Message(Question));
        var button = first[1].Submits[0];
        var submit = teams.Activity("message");
        (submit["value"], submit["replyToId"]) = (button["data"]!.DeepClone(), first[1].Id);

        var sent = await teams.SendAsync(submit);

        Assert.Equal((string?)button["title"], (string?)button["data"]!["ask"]);
        Assert.Equal("answer", sent[0].Reply.Decision);
        Assert.Contains((string)button["title"]!, sent[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_are_buttons_on_a_card_in_a_group_too()
    {
        var sent = await teams.SendAsync(teams.Message("clicking hip pain", "groupChat"));

        if (sent[0].Reply.Decision == "suggest")
        {
            Assert.Equal(sent[0].Reply.Entity!["suggestions"]!.AsArray().Count, sent[1].Submits.Count);
        }

        Assert.All(sent, request => Assert.Empty(request.Reply.Buttons));
    }

    [Fact]
    public async Task An_emergency_in_a_personal_chat_is_one_message_with_its_buttons_and_without_thumbs()
    {
        var sent = Assert.Single(await teams.SendAsync(teams.Message("i have crushing chest pain")));

        Assert.StartsWith("**This may be an emergency.", sent.Text, StringComparison.Ordinal);
        Assert.InRange(sent.Reply.Buttons.Count, 1, 3);
        Assert.Null(sent.Reply.Activity["channelData"]?["feedbackLoopEnabled"]);
    }

    [Theory]
    [InlineData("my wife is 30 weeks pregnant and bleeding heavily", "Say that they are pregnant")]
    [InlineData("my mum had cancer and now her hip hurts", "Call their cancer team or doctor within days.")]
    public async Task Said_about_someone_else_the_advice_speaks_of_them_in_Teams_too(string text, string advice)
    {
        var sent = await teams.SendAsync(teams.Message(text));

        Assert.Contains(advice, sent[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task An_emergency_in_front_of_others_goes_to_the_persons_own_chat(string kind)
    {
        var neutral = Assert.Single(await teams.SendAsync(teams.Message("i have crushing chest pain", kind)));

        Assert.Contains("I have written to you privately.", neutral.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("chest", neutral.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(neutral.Reply.Buttons);
        var own = Assert.Single(teams.Requests("own-chat"));
        Assert.StartsWith("**This may be an emergency.", own.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<at>Everyone</at>")]
    [InlineData("[click here](https://evil.example/x)")]
    [InlineData("![picture](https://evil.example/x.png)")]
    [InlineData("<img src=https://evil.example/x.png> **bold**")]
    public async Task What_a_person_types_or_is_called_is_never_put_into_a_message(string typed)
    {
        foreach (var text in new[] { typed, $"{typed} {Question}", $"is {typed} good for hips" })
        {
            var message = teams.Message(text, "groupChat");
            message["from"]!["name"] = typed;
            message["attachments"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
                ["contentUrl"] = "https://evil.example/file",
                ["name"] = typed,
                ["content"] = new JsonObject { ["fileType"] = "png" },
            });

            var sent = await teams.SendAsync(message);

            Assert.NotEmpty(sent);
            foreach (var request in sent)
            {
                // The recipient's account comes back as it came; it is no part of what anybody reads.
                request.Reply.Activity.Remove("recipient");
                var json = request.Reply.Activity.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
                Assert.DoesNotContain(typed, json, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("evil.example", json, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task A_very_storyanswer_comes_in_parts_that_Teams_takes()
    {
        var paragraph = string.Join(' ', Enumerable.Repeat("Rest and move a little each day.", 60));
        var story = string.Join("\n\n", Enumerable.Range(1, 40).Select(number => $"Part {number}. {paragraph}"));
        await using var service = new TeamsService(edit: knowledge => knowledge.Write("entries/physical-therapy/pt-long.md", $"""
            ---
            id: pt-long
            question: What is the zebra crossing programme?
            phrasings:
              - zebra crossing programme
              - tell me about the zebra crossing programme
              - zebra crossing programme explained
            category: physical-therapy
            sources: [JOSPT-OA25]
            reviewed: 2026-11-23
            status: published
            language: en
            ---
            {story}
            """.ReplaceLineEndings("\n")));

        var sent = await service.Channel.SendAsync(service.Channel.Message("What is the zebra crossing programme?"));

        var texts = sent.Where(request => request.Card is null).ToList();
        Assert.Equal(sent.Count - 1, texts.Count);
        Assert.InRange(texts.Count, 3, 4);
        Assert.All(texts, text => Assert.InRange(text.Text.Length, 1, 32_000));
        Assert.All(Enumerable.Range(1, 40), number => Assert.Single(texts, text => text.Text.Contains($"Part {number}. ", StringComparison.Ordinal)));
        Assert.Equal("pt-long", texts[0].Reply.Entry);
        Assert.Contains("General information, not a diagnosis.", texts[^1].Text, StringComparison.Ordinal);
        Assert.True((bool)texts[^1].Reply.Activity["channelData"]!["feedbackLoopEnabled"]!);
        Assert.Contains(texts[^1].Reply.Activity["entities"]!.AsArray(), entity => (string?)entity!["@type"] == "Message");
        Assert.All(texts.SkipLast(1), text => Assert.Null(text.Reply.Activity["channelData"]?["feedbackLoopEnabled"]));
    }

    [Fact]
    public async Task A_reaction_is_taken_in_silence()
    {
        var reaction = teams.Activity("messageReaction");
        reaction["reactionsAdded"] = new JsonArray(new JsonObject { ["type"] = "like" });
        reaction["replyToId"] = "bot-1";

        Assert.Empty(await teams.SendAsync(reaction));
    }
}
