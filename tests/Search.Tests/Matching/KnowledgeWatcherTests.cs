using HipFaqBot.Search.Tests.Knowledge;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.Search.Tests.Matching;

public sealed class KnowledgeWatcherTests
{
    private const string Rest = KnowledgeFolder.Rest;

    [Fact]
    public async Task Loading_serves_before_the_loop_runs()
    {
        await using var watched = new WatchedKnowledge();

        var reading = watched.Watcher.Load();

        Assert.Empty(reading.Problems);
        Assert.Equal("The answer about rest.", watched.Answer);
        Assert.Equal(1, watched.Log.Count("Published"));
        Assert.True(Directory.Exists(Path.Combine(watched.Folder.Data, "index")));
    }

    [Fact]
    public async Task Loading_a_broken_folder_serves_nothing_and_says_what_is_wrong()
    {
        await using var watched = new WatchedKnowledge();
        watched.Folder.Edit(Rest, "sources: [KEY]", "sources: [NHS]");

        var reading = watched.Watcher.Load();

        Assert.False(watched.Current.IsReady);
        Assert.Equal("unknown-source", Assert.Single(reading.Errors).Rule);
        Assert.Equal(reading.Errors, watched.Watcher.Refused);
    }

    [Fact]
    public async Task An_edited_answer_is_served_next()
    {
        await using var watched = await WatchedKnowledge.Start();

        watched.Folder.Edit(Rest, "The answer about rest.", "Rest a little.");
        await watched.Until(() => watched.Answer!.StartsWith("Rest a little.", StringComparison.Ordinal));

        Assert.Empty(watched.Watcher.Refused);
    }

    [Fact]
    public async Task A_new_entry_is_served_and_a_removed_one_no_more()
    {
        await using var watched = await WatchedKnowledge.Start();

        watched.Folder.Write("entries/care/sleep.md", KnowledgeFolder.EntryText("sleep", "How do I sleep?"));
        await watched.Until(() => watched.Current.Knowledge.Find("sleep") is not null);
        watched.Folder.Delete("entries/care/sleep.md");
        await watched.Until(() => watched.Current.Knowledge.Find("sleep") is null);
    }

    [Fact]
    public async Task A_broken_file_keeps_the_old_version_and_logs_file_and_line()
    {
        await using var watched = await WatchedKnowledge.Start();
        var answer = watched.Answer;
        var version = watched.Current.Knowledge.Version;

        watched.Folder.Edit(Rest, "The answer about rest.", "Never to be seen.");
        watched.Folder.Edit(Rest, "sources: [KEY]", "sources: [KEY, NHS]");
        await watched.Until(() => watched.Log.Count("Refused") == 1);

        Assert.Equal(answer, watched.Answer);
        Assert.Contains(watched.Log.Lines, line => line is { Level: LogLevel.Error, Name: "Problem" }
            && line.Text.StartsWith("Knowledge: entries/care/rest.md:18: error: The source 'NHS'", StringComparison.Ordinal));
        Assert.Contains(watched.Log.Lines, line => line is { Level: LogLevel.Error, Name: "Refused" }
            && line.Text == $"The edit was refused for 1 error(s); knowledge {version} goes on serving.");
        Assert.Equal("unknown-source", Assert.Single(watched.Watcher.Refused).Rule);
    }

    [Fact]
    public async Task A_broken_file_is_reported_once_not_at_every_look()
    {
        await using var watched = await WatchedKnowledge.Start();
        watched.Folder.Edit(Rest, "id: rest", "id: sleep");
        await watched.Until(() => watched.Log.Count("Refused") == 1);

        for (var i = 0; i < 20; i++)
        {
            watched.Look();
        }

        Assert.Equal(1, watched.Log.Count("Refused"));
    }

    [Fact]
    public async Task Mending_serves_again()
    {
        await using var watched = await WatchedKnowledge.Start();
        watched.Folder.Edit(Rest, "sources: [KEY]", "sources: [NHS]");
        await watched.Until(() => watched.Watcher.Refused.Count > 0);

        watched.Folder.Edit(Rest, "sources: [NHS]", "sources: [KEY]");
        watched.Folder.Edit(Rest, "The answer about rest.", "Mended.");
        await watched.Until(() => watched.Answer!.StartsWith("Mended.", StringComparison.Ordinal));

        Assert.Empty(watched.Watcher.Refused);
    }

    [Fact]
    public async Task Taking_an_edit_back_ends_the_refusal_without_a_new_version()
    {
        await using var watched = await WatchedKnowledge.Start();
        var version = watched.Current.Knowledge.Version;
        watched.Folder.Edit(Rest, "sources: [KEY]", "sources: [NHS]");
        await watched.Until(() => watched.Watcher.Refused.Count > 0);
        var published = watched.Log.Count("Published");

        watched.Folder.Edit(Rest, "sources: [NHS]", "sources: [KEY]");
        await watched.Until(() => watched.Watcher.Refused.Count == 0);

        Assert.Equal(version, watched.Current.Knowledge.Version);
        Assert.Equal(published, watched.Log.Count("Published"));
    }

    [Fact]
    public async Task Deleting_the_whole_folder_keeps_the_old_version_and_bringing_it_back_serves_it()
    {
        await using var watched = await WatchedKnowledge.Start();
        var answer = watched.Answer;
        var away = watched.Folder.Path + ".away";

        Directory.Move(watched.Folder.Path, away);
        await watched.Until(() => watched.Log.Count("Refused") == 1);
        Assert.Equal(answer, watched.Answer);
        Assert.Equal("missing-folder", Assert.Single(watched.Watcher.Refused).Rule);

        Directory.Move(away, watched.Folder.Path);
        await watched.Until(() => watched.Watcher.Refused.Count == 0);
        Assert.Equal(answer, watched.Answer);
    }

    [Fact]
    public async Task A_half_written_file_is_waited_for()
    {
        await using var watched = await WatchedKnowledge.Start();
        var answer = watched.Answer;
        var whole = KnowledgeFolder.EntryText("rest", "Is it better to rest or to exercise?").Replace("The answer", "All of the answer", StringComparison.Ordinal);

        for (var written = 50; written < whole.Length; written += 50)
        {
            watched.Folder.Write(Rest, whole[..written]);
            watched.Look();
            Assert.Equal(answer, watched.Answer);
        }

        watched.Folder.Write(Rest, whole);
        await watched.Until(() => watched.Answer == "All of the answer about rest.");
        Assert.Equal(0, watched.Log.Count("Refused"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_read_for_a_while_is_reported_and_does_not_end_the_watch()
    {
        await using var watched = await WatchedKnowledge.Start();

        // An edit is seen, but not yet settled, when links in a circle come, which neither the look nor the reader can follow.
        watched.Folder.Append("site.yaml", "region: GB\n");
        watched.Look();
        watched.Folder.Delete("site.yaml");
        File.CreateSymbolicLink(watched.Folder.At("site.yaml"), watched.Folder.At("other.yaml"));
        File.CreateSymbolicLink(watched.Folder.At("other.yaml"), watched.Folder.At("site.yaml"));
        await watched.Until(() => watched.Watcher.Refused.Count > 0);
        Assert.NotNull(watched.Answer);

        watched.Folder.Delete("other.yaml");
        watched.Folder.Delete("site.yaml");
        watched.Folder.Write("site.yaml", "name: Back Again\n");
        await watched.Until(() => watched.Current.Knowledge.Site.Name == "Back Again");
    }

    [Fact]
    public async Task Where_the_data_folder_cannot_be_written_the_index_is_kept_in_memory()
    {
        await using var watched = new WatchedKnowledge();
        File.WriteAllText(watched.Folder.Data, "in the way");

        watched.Watcher.Load();

        Assert.Equal("The answer about rest.", watched.Answer);
        var line = Assert.Single(watched.Log.Lines, line => line.Name == "IndexInMemory");
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Contains(watched.Folder.Data, line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_ends_the_watch_in_peace()
    {
        await using var watched = await WatchedKnowledge.Start();

        await watched.Watcher.StopAsync(CancellationToken.None);

        Assert.True(watched.Watcher.ExecuteTask!.IsCompletedSuccessfully);
    }
}
