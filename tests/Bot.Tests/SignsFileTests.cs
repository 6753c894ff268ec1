using HipFaqBot.Search.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace HipFaqBot.Bot.Tests;

/// <summary>The service never runs without its warning signs.</summary>
public sealed class SignsFileTests
{
    private const string Signs = "warning-signs.yaml";

    [Theory]
    [InlineData("gone")]
    [InlineData("empty")]
    [InlineData("no YAML")]
    [InlineData("no signs")]
    [InlineData("an unknown concept")]
    [InlineData("an urgency that is none")]
    public void A_broken_file_of_signs_ends_the_start_with_where_and_how_to_mend_it(string damage)
    {
        using var knowledge = new KnowledgeCopy();
        Damage(knowledge, damage);

        var reading = Search.Knowledge.KnowledgeReader.Read(knowledge.Folder, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date));

        Assert.Null(reading.Knowledge);
        Assert.Contains(reading.Errors, problem => problem.Path == Signs && problem.Message.Contains('('));
    }

    [Fact]
    public async Task A_broken_edit_keeps_the_last_good_signs()
    {
        using var bot = new RunningBot();
        var watcher = bot.Services.GetRequiredService<KnowledgeWatcher>();
        var version = bot.Services.GetRequiredService<CurrentKnowledge>().Knowledge.Version;
        var good = bot.Knowledge.Read(Signs);
        foreach (var damage in (string[])["no YAML", "no signs", "gone"])
        {
            bot.Knowledge.Write(Signs, good);
            Damage(bot.Knowledge, damage);

            Assert.NotEmpty(watcher.Load().Errors);

            Assert.Equal(version, bot.Services.GetRequiredService<CurrentKnowledge>().Knowledge.Version);
            Assert.StartsWith("**This may be an emergency.", (await bot.SayAsync("i fell and cannot stand")).Text, StringComparison.Ordinal);
        }
    }

    private static void Damage(KnowledgeCopy knowledge, string damage)
    {
        switch (damage)
        {
            case "gone":
                File.Delete(Path.Combine(knowledge.Folder, Signs));
                break;
            case "empty":
                knowledge.Write(Signs, "");
                break;
            case "no YAML":
                knowledge.Write(Signs, "signs:\n\t- [");
                break;
            case "no signs":
                var text = knowledge.Read(Signs);
                knowledge.Write(Signs, text[..text.IndexOf("\nsigns:", StringComparison.Ordinal)] + "\nsigns: {}\n");
                break;
            case "an unknown concept":
                knowledge.Edit(Signs, "      - footDrop\n", "      - footDropp\n");
                break;
            default:
                knowledge.Edit(Signs, "urgency: sameDay\n", "urgency: someday\n");
                break;
        }
    }
}
