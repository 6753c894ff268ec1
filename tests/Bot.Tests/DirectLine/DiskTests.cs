using System.Net;
using System.Text;
using System.Text.Json;
using HipFaqBot.Bot.DirectLine.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.Bot.Tests.DirectLine;

/// <summary>What stands on the disk, and what happens when the disk does not do its part.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hipfaq-disk-");

    [Fact]
    public async Task Nobody_but_the_service_may_read_its_files_and_no_word_stands_there_in_clear()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        await client.SayAsync("my very private words", "client-id-in-clear");

        var files = _folder.EnumerateFiles("*", SearchOption.AllDirectories).ToList();
        Assert.Contains(files, file => file.Name == "conversations.db");
        foreach (var file in files)
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
            var bytes = Bytes(file);
            foreach (var clear in new[] { "private words", "Echo", client.User, "client-id-in-clear" })
                Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(clear)));
        }

        if (!OperatingSystem.IsWindows())
            Assert.All(_folder.EnumerateDirectories(), one => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, one.UnixFileMode));
    }

    [Theory]
    [InlineData("forget")]
    [InlineData("start-over")]
    public async Task What_is_erased_leaves_no_byte_behind(string how)
    {
        await using var host = await StartAsync();
        var client = new DirectLineClient(host);
        var session = await client.ChatAsync("start");
        client.Take(session);
        await client.SayAsync("forget this");
        byte[] sealedBytes;
        using (var lease = await host.Conversations.FindAsync(client.Conversation))
            sealedBytes = await host.Conversations.Queue.ReadAsync(tables => tables.Page(lease!.Conversation.Row, 0, 1, int.MaxValue)[0].Body);
        Assert.True(IsSomewhere(sealedBytes));

        await client.ChatAsync(how, JsonSerializer.Serialize(new { ticket = session.Text("ticket") }));
        // The journal is cut after the commit: whoever asks next is served after that.
        await host.Conversations.CountAsync();

        Assert.False(IsSomewhere(sealedBytes));
    }

    [Fact]
    public async Task Where_the_folder_cannot_be_written_messages_are_refused_with_the_emergency_line_and_the_log_says_the_cure()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "conversations"), "a file where the folder should be");
        await using var host = await StartAsync();
        var client = new DirectLineClient(host);
        client.Take(await client.SendAsync(HttpMethod.Post, "tokens/generate"));

        var refused = await client.SendAsync(HttpMethod.Post, "conversations", "{}");
        var chat = await client.ChatAsync("start");

        Assert.All([refused, chat], answer =>
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "ServiceUnavailable"), (answer.Status, answer.ErrorCode));
            Assert.Contains("emergency", answer.Body.GetProperty("error").GetProperty("emergency").GetString(), StringComparison.OrdinalIgnoreCase);
            Assert.NotNull(answer.Headers.RetryAfter);
        });
        Assert.Contains("give the service's user the right to write there", host.Logs.Text, StringComparison.Ordinal);
        Assert.Contains("cannot be written", host.Conversations.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_refuses_messages_and_loses_none_and_afterwards_all_goes_on()
    {
        await using var host = await StartAsync();
        var client = await DirectLineClient.StartAsync(host);
        await client.SayAsync("kept");
        await ExecuteAsync(host, "PRAGMA max_page_count = 1");

        var refused = await client.SayAsync(new string('x', 40_000), "one");
        var poll = await client.ReadAsync("3");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "ServiceUnavailable"), (refused.Status, refused.ErrorCode));
        Assert.Equal((HttpStatusCode.OK, 0), (poll.Status, poll.Body.GetProperty("activities").GetArrayLength()));
        Assert.Contains("is full: make room on it", host.Conversations.Trouble, StringComparison.Ordinal);

        await ExecuteAsync(host, "PRAGMA max_page_count = 1000000");
        var again = await client.SayAsync("again", "one");
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(["Hello.", "kept", "Echo: kept", "again", "Echo: again"], await client.TextsAsync());
        Assert.Null(host.Conversations.Trouble);
    }

    [Fact]
    public async Task A_second_service_on_the_same_folder_waits_for_the_first_to_end()
    {
        var first = await StartAsync();
        await DirectLineClient.StartAsync(first);
        await using var second = await StartAsync();
        var client = new DirectLineClient(second);
        client.Take(await client.SendAsync(HttpMethod.Post, "tokens/generate"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.SendAsync(HttpMethod.Post, "conversations", "{}")).Status);
        Assert.Contains("is in use by another process", second.Logs.Text, StringComparison.Ordinal);

        await first.DisposeAsync();
        // It tries again every second.
        second.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(HttpStatusCode.Created, (await client.SendAsync(HttpMethod.Post, "conversations", "{}")).Status);
    }

    [Fact]
    public async Task A_damaged_file_stands_aside_until_its_time_and_new_conversations_begin()
    {
        var conversations = _folder.CreateSubdirectory("conversations");
        await File.WriteAllBytesAsync(Path.Combine(conversations.FullName, "conversations.db"), Encoding.UTF8.GetBytes(new string('?', 8192)));
        await using var host = await StartAsync();

        var client = await DirectLineClient.StartAsync(host);
        await client.SayAsync("hi");

        Assert.Equal(["Hello.", "hi", "Echo: hi"], await client.TextsAsync());
        var aside = Assert.Single(conversations.EnumerateFiles("conversations.damaged-*"));
        Assert.Contains("was damaged. It stands aside", host.Logs.Text, StringComparison.Ordinal);
        aside.LastWriteTimeUtc = host.Clock.GetUtcNow().UtcDateTime;
        host.Clock.Advance(TimeSpan.FromHours(24));
        // The sweep deletes before it asks the database.
        await host.Conversations.CountAsync();
        Assert.Empty(conversations.EnumerateFiles("conversations.damaged-*"));
    }

    [Fact]
    public async Task Keys_that_are_lost_make_a_conversation_unreadable_and_a_new_one_begins()
    {
        var first = await StartAsync();
        var client = await DirectLineClient.StartAsync(first);
        await first.DisposeAsync();
        foreach (var key in _folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Directory!.Name == "keys"))
            key.Delete();
        await using var second = await ChannelHost.StartAsync(first.Clock, ("DirectLine:Folder", _folder.FullName));

        Assert.Equal(HttpStatusCode.Forbidden, (await client.At(second).ReadAsync()).Status);
        Assert.Equal(["Hello."], await (await DirectLineClient.StartAsync(second)).TextsAsync());
    }

    [Fact]
    public async Task One_that_comes_too_late_for_an_erased_conversation_takes_no_other_with_it()
    {
        var clock = new FakeTimeProvider();
        using var queue = new CommitQueue(new ConversationFile(null, clock, NullLogger.Instance), clock, NullLogger.Instance);
        var row = await queue.WriteAsync(tables => tables.Create("there", [1], [2], clock.GetUtcNow()));

        var late = queue.WriteAsync(tables =>
        {
            tables.Append(new NewActivity(99, 1, [3], clock.GetUtcNow()), 10, 1000);
            return true;
        });
        var inTime = queue.WriteAsync(tables =>
        {
            tables.Append(new NewActivity(row, 1, [3], clock.GetUtcNow()), 10, 1000);
            return true;
        });

        await Assert.ThrowsAsync<ConversationErasedException>(() => late);
        Assert.True(await inTime);
        Assert.Single(await queue.ReadAsync(tables => tables.Page(row, 0, 10, 1000)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<ChannelHost> StartAsync() => ChannelHost.StartAsync(("DirectLine:Folder", _folder.FullName));

    // Outside a transaction, as settings of the connection are made.
    private static Task<bool> ExecuteAsync(ChannelHost host, string sql) => host.Conversations.Queue.ReadAsync(tables =>
    {
        tables.Execute(sql);
        return true;
    });

    private bool IsSomewhere(byte[] bytes) =>
        _folder.EnumerateFiles("*", SearchOption.AllDirectories).Any(file => Bytes(file).AsSpan().IndexOf(bytes) >= 0);

    private static byte[] Bytes(FileInfo file)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
