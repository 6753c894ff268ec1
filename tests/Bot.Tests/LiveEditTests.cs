using System.Text.Json.Nodes;
using HipFaqBot.Search.Matching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.Bot.Tests;

/// <summary>An editor saves a file while people ask; the clock is moved by the test.</summary>
public sealed class LiveEditTests : IDisposable
{
    private const string Duration = "entries/physical-therapy/pt-duration.md";
    private const string Question = "How long does hip physical therapy take?";
    private const string Before = "Most hip physical therapy takes";

    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private readonly RunningBot _bot;

    public LiveEditTests() => _bot = new RunningBot([], replace: services => services.AddSingleton<TimeProvider>(_clock));

    public void Dispose() => _bot.Dispose();

    [Fact]
    public async Task An_edited_answer_is_the_next_reply()
    {
        var first = await ReadyAsync();
        Assert.Contains(Before, (await _bot.SayAsync(Question)).Text, StringComparison.Ordinal);

        _bot.Knowledge.Edit(Duration, Before, "A course of hip therapy takes");
        var edited = await UntilAsync(ready => (string?)ready["knowledge"] != (string?)first["knowledge"]);
        var reply = await _bot.SayAsync(Question);

        Assert.Contains("A course of hip therapy takes", reply.Text, StringComparison.Ordinal);
        Assert.Equal((string?)edited["knowledge"], (string?)reply.Entity!["knowledge"]);
    }

    [Fact]
    public async Task A_new_entry_is_found_and_a_removed_one_is_not()
    {
        var first = await ReadyAsync();
        var entry = _bot.Knowledge.Read(Duration);

        _bot.Knowledge.Write("entries/physical-therapy/pt-new.md", """
            ---
            id: pt-new
            question: May I bring my parrot along to the clinic?
            phrasings: [are parrots allowed]
            category: physical-therapy
            sources: [JOSPT-OA25]
            reviewed: 2026-11-23
            ---
            Parrots are welcome.
            """);
        var added = await UntilAsync(ready => (int)ready["entries"]! == (int)first["entries"]! + 1);
        var reply = await _bot.SayAsync("are parrots allowed");
        File.Delete(Path.Combine(_bot.Knowledge.Folder, "entries/physical-therapy/pt-new.md"));
        var removed = await UntilAsync(ready => (int)ready["entries"]! == (int)first["entries"]!);

        Assert.NotEmpty(entry);
        Assert.Equal("pt-new", reply.Entry);
        Assert.NotEqual((string?)first["knowledge"], (string?)added["knowledge"]);
        Assert.Equal((string?)first["knowledge"], (string?)removed["knowledge"]);
        Assert.NotEqual("answer", (await _bot.SayAsync("are parrots allowed")).Decision);
    }

    [Fact]
    public async Task A_broken_file_keeps_the_old_answer_and_says_where_until_it_is_mended()
    {
        var first = await ReadyAsync();
        var good = _bot.Knowledge.Read(Duration);

        _bot.Knowledge.Edit(Duration, "sources: [", "sources: [NO-SUCH-SOURCE, ");
        var line = _bot.Knowledge.Read(Duration).Split('\n').TakeWhile(text => !text.StartsWith("sources:", StringComparison.Ordinal)).Count() + 1;
        var broken = await UntilAsync(ready => (string?)ready["status"] == "degraded");

        Assert.Equal("knowledge", (string?)Assert.Single(broken["degraded"]!.AsArray()));
        Assert.Equal((string?)first["knowledge"], (string?)broken["knowledge"]);
        Assert.Contains(Before, (await _bot.SayAsync(Question)).Text, StringComparison.Ordinal);
        Assert.Contains($"{Duration}:{line}: error: The source 'NO-SUCH-SOURCE' is not in sources.yaml", _bot.Logs.Text, StringComparison.Ordinal);
        Assert.Contains($"knowledge {(string?)first["knowledge"]} goes on serving", _bot.Logs.Text, StringComparison.Ordinal);

        _bot.Knowledge.Write(Duration, good.Replace(Before, "Mended: most hip therapy takes", StringComparison.Ordinal));
        var mended = await UntilAsync(ready => (string?)ready["status"] == "ready");

        Assert.NotEqual((string?)first["knowledge"], (string?)mended["knowledge"]);
        Assert.Contains("Mended: most hip therapy takes", (await _bot.SayAsync(Question)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoing_a_broken_edit_is_enough()
    {
        var good = _bot.Knowledge.Read("site.yaml");

        _bot.Knowledge.Write("site.yaml", "name: [");
        await UntilAsync(ready => (string?)ready["status"] == "degraded");
        _bot.Knowledge.Write("site.yaml", good);

        await UntilAsync(ready => (string?)ready["status"] == "ready");
    }

    [Fact]
    public async Task A_folder_that_is_away_for_a_while_keeps_the_old_answers()
    {
        var away = _bot.Knowledge.Folder + "-away";

        Directory.Move(_bot.Knowledge.Folder, away);
        await UntilAsync(ready => (string?)ready["status"] == "degraded");
        var reply = await _bot.SayAsync(Question);
        Directory.Move(away, _bot.Knowledge.Folder);
        await UntilAsync(ready => (string?)ready["status"] == "ready");

        Assert.Equal("pt-duration", reply.Entry);
    }

    [Fact]
    public async Task No_question_is_lost_while_the_knowledge_changes_under_it()
    {
        var before = (string?)(await ReadyAsync())["knowledge"];
        using var stop = new CancellationTokenSource();
        var asking = Enumerable.Range(0, 4).Select(_ => AskAsync(stop.Token)).ToArray();

        for (var edit = 1; edit <= 3; edit++)
        {
            _bot.Knowledge.Write(Duration, _bot.Knowledge.Read(Duration) + $"\n\nEdit {edit}.\n");
            var last = before;
            before = (string?)(await UntilAsync(ready => (string?)ready["knowledge"] != last))["knowledge"];
        }

        await stop.CancelAsync();
        var asked = await Task.WhenAll(asking);

        Assert.All(asked, count => Assert.True(count > 0));
        Assert.DoesNotContain("A turn failed", _bot.Logs.Text, StringComparison.Ordinal);
    }

    private async Task<int> AskAsync(CancellationToken stop)
    {
        var asked = 0;
        do
        {
            Assert.Equal("pt-duration", (await _bot.SayAsync(Question)).Entry);
            asked++;
        }
        while (!stop.IsCancellationRequested);
        return asked;
    }

    private async Task<JsonObject> ReadyAsync() => JsonNode.Parse(await _bot.Http.GetStringAsync("/readyz"))!.AsObject();

    /// <summary>Lets the watcher look again and again until what it does shows; many looks, because its reading takes real time.</summary>
    private async Task<JsonObject> UntilAsync(Func<JsonObject, bool> shows)
    {
        for (var look = 0; look < 20_000; look++)
        {
            _clock.Advance(KnowledgeWatcher.Interval);
            var ready = await ReadyAsync();
            if (shows(ready))
            {
                return ready;
            }
        }

        throw new Xunit.Sdk.XunitException($"The change never showed.\n{_bot.Logs.Text}");
    }
}
