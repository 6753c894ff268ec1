using HipFaqBot.Bot.Conversation;
using HipFaqBot.BotBuilder.Schema;
using HipFaqBot.Search.Matching;

namespace HipFaqBot.Bot.Tests.Conversation;

/// <summary>A harmless question around a grave fact: the harmless answer must not follow.</summary>
[Collection(OneBot.Name)]
public sealed class MixedQuestionTests(RunningBot bot)
{
    private static readonly (string Sign, string Text)[] Questions =
        [.. File.ReadLines(Repository.Path("tests/Bot.Tests/Conversation/mixed-questions.tsv"))
            .Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1]))];

    [Fact]
    public async Task Of_eighty_none_is_answered_with_what_the_sign_holds_back()
    {
        Assert.True(Questions.Length >= 80);
        var knowledge = Shipped.Of(bot);
        var missed = new List<string>();
        foreach (var (sign, text) in Questions)
        {
            var held = knowledge.WarningSigns.Find(sign)!.HeldCategories;
            var reply = await bot.SayAsync(text);
            var served = (reply.Entity!["suggestions"]?.AsArray() ?? []).Select(id => (string)id!).Append(reply.Entry).OfType<string>()
                .Concat(knowledge.Entries.Where(entry => reply.Buttons.Any(button => (string?)button["value"] == entry.Question)).Select(entry => entry.Id));

            if (reply.Entity["alert"] is null)
            {
                missed.Add(text);
                continue;
            }

            Assert.DoesNotContain(served, id => held.Contains(knowledge.Find(id)!.Category));
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [Fact]
    public void Before_anything_is_learned_nothing_that_the_sign_holds_back_is_served_and_it_is_answered_once_when_it_is_not_happening()
    {
        var knowledge = Shipped.Of(bot);
        var current = new CurrentKnowledge();
        current.Publish(KnowledgeSnapshot.InMemory(knowledge));
        var answerer = new Answerer(new Matcher(current), current, TimeProvider.System);
        var answered = 0;
        foreach (var (sign, text) in Questions)
        {
            var held = knowledge.WarningSigns.Find(sign)!.HeldCategories;
            var said = answerer.Reply(text, PersonMemory.Empty, isGroup: false, new PublicAddress());
            var released = answerer.Reply("This is not happening now", said.Memory, isGroup: false, new PublicAddress());

            Assert.True(said.Memory.Given.Count > 0, text);
            Assert.DoesNotContain(Served(said.Reply), entry => held.Contains(entry.Category));
            Assert.Null(released.Memory.Held);
            Assert.True(said.Memory.Held is not null || Served(released.Reply).Count == 0, text);
            answered += Served(released.Reply).Count > 0 ? 1 : 0;
        }

        Assert.True(answered > 20, $"{answered} are answered afterwards");

        List<Search.Knowledge.Entry> Served(Activity reply) =>
            [.. knowledge.Entries.Where(entry => reply.Text!.Contains($"**{entry.Question}**", StringComparison.Ordinal)
                || (reply.SuggestedActions?.Actions ?? []).Any(button => (string?)button.Value == entry.Question))];
    }

    [Fact]
    public async Task Who_asks_again_without_the_grave_fact_is_told_to_be_checked_first()
    {
        var chat = new Chat(bot);
        await chat.SayAsync("one calf is hard, hot and painful");

        var reply = await chat.SayAsync("should i use ice or heat");

        Assert.Null(reply.Entry);
        Assert.Contains("Ask me again once it has been checked.", reply.Text, StringComparison.Ordinal);
    }
}
