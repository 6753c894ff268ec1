using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HipFaqBot.Bot.Tests;

/// <summary>Plays <c>tests/conversations/*.chat</c>; the README there says what the lines mean.</summary>
public sealed partial class ConversationTests(RunningBot bot) : IClassFixture<RunningBot>
{
    public static TheoryData<string> Chats =>
        [.. Directory.EnumerateFiles(Repository.Path("tests/conversations"), "*.chat").Select(file => Path.GetFileName(file)!).Order()];

    [Theory]
    [MemberData(nameof(Chats))]
    public async Task The_conversation_goes_as_written(string chat)
    {
        Reply? reply = null;
        var number = 0;
        foreach (var line in await File.ReadAllLinesAsync(Repository.Path($"tests/conversations/{chat}")))
        {
            number++;
            if (line.StartsWith("user:", StringComparison.Ordinal))
            {
                reply = await TurnAsync(chat, line["user:".Length..].Trim(), reply);
            }
            else if (line.StartsWith("bot:", StringComparison.Ordinal))
            {
                Assert.NotNull(reply);
                Assert.True(Fits(reply, line["bot:".Length..].Trim()), $"{chat}:{number}: {line}\nbut it was {reply.Entity?.ToJsonString()}\n{reply.Text}");
            }
            else
            {
                Assert.True(line.Length == 0 || line[0] == '#', $"{chat}:{number}: neither user: nor bot:");
            }
        }

        Assert.NotNull(reply);
    }

    private async Task<Reply> TurnAsync(string chat, string said, Reply? last)
    {
        if (said == "[joins]")
        {
            var joins = RunningBot.ActivityOf("conversationUpdate");
            joins["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "person" });
            joins["conversation"]!["id"] = chat;
            return Assert.Single(await bot.SendAsync(joins));
        }

        if (Button().Match(said) is { Success: true } button)
        {
            var which = int.Parse(button.Groups[1].Value, CultureInfo.InvariantCulture);
            return await bot.SayAsync((string?)last!.Buttons[which - 1]["value"], chat);
        }

        return await bot.SayAsync(Characters().Match(said) is { Success: true } many
            ? new string('h', int.Parse(many.Groups[1].Value, CultureInfo.InvariantCulture))
            : said, chat);
    }

    private static bool Fits(Reply reply, string expected) => Decision().Match(expected) switch
    {
        { Success: false } => reply.Text.Contains(expected, StringComparison.Ordinal),
        var decision when decision.Groups[1].Value == "nothing" => reply.Entity is null,
        var decision => reply.Decision == decision.Groups[1].Value
            && (decision.Groups[2].Value is "" || reply.Entry == decision.Groups[2].Value || Suggested(reply).Contains(decision.Groups[2].Value)),
    };

    private static string[] Suggested(Reply? reply) => reply?.Entity?["suggestions"]?.Deserialize<string[]>() ?? [];

    [GeneratedRegex(@"^\[(answer|suggest|decline|nothing)(?: ([a-z0-9-]+))?\]$")]
    private static partial Regex Decision();

    [GeneratedRegex(@"^\[button (\d)\]$")]
    private static partial Regex Button();

    [GeneratedRegex(@"^\[(\d+) characters\]$")]
    private static partial Regex Characters();
}
