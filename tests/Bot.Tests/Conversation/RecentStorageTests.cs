using HipFaqBot.Bot.Conversation;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.Bot.Tests.Conversation;

public class RecentStorageTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RecentStorage _storage;

    public RecentStorageTests() => _storage = new RecentStorage(_clock);

    [Theory]
    [InlineData("a short text", "a text that is very much longer than the one that stood in its place before")]
    [InlineData("a text that is very much longer than the one that comes into its place", "short")]
    [InlineData("before", "")]
    [InlineData("before", "äöü \"quoted\" \u2581 \U0001F600")]
    public async Task What_is_read_is_what_was_written_last(string before, string after)
    {
        await WriteAsync("one", ("memory", before), ("teams", "x"));
        await WriteAsync("two", ("memory", "another's"));
        await WriteAsync("one", ("memory", after));

        var found = await _storage.ReadAsync(["one", "two", "three"]);

        Assert.Equal(["one", "two"], found.Keys.Order());
        Assert.Equal([new("memory", after)], Assert.IsType<Dictionary<string, object>>(found["one"]));
        Assert.Equal([new("memory", "another's")], Assert.IsType<Dictionary<string, object>>(found["two"]));
    }

    [Fact]
    public async Task A_change_to_what_was_read_changes_nothing_that_is_kept()
    {
        await WriteAsync("one", ("memory", "kept"));
        ((IDictionary<string, object>)(await _storage.ReadAsync(["one"]))["one"])["memory"] = "changed";

        Assert.Equal([new("memory", "kept")], (Dictionary<string, object>)(await _storage.ReadAsync(["one"]))["one"]);
    }

    [Fact]
    public async Task What_is_deleted_or_a_day_old_is_gone()
    {
        await WriteAsync("old", ("memory", "a"));
        await WriteAsync("deleted", ("memory", "b"));
        _clock.Advance(TimeSpan.FromHours(23));
        await WriteAsync("recent", ("memory", "c"));
        await _storage.DeleteAsync(["deleted"]);
        _clock.Advance(TimeSpan.FromHours(2));
        await WriteAsync("new", ("memory", "d"));

        Assert.Equal(["new", "recent"], (await _storage.ReadAsync(["old", "deleted", "recent", "new"])).Keys.Order());
    }

    [Fact]
    public async Task Where_one_change_is_no_bag_of_texts_none_is_made()
    {
        var changes = new Dictionary<string, object>
        {
            ["good"] = new Dictionary<string, object> { ["memory"] = "a" },
            ["bad"] = new Dictionary<string, object> { ["memory"] = 1 },
        };

        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => _storage.WriteAsync(changes));

        Assert.Contains("bad", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await _storage.ReadAsync(["good", "bad"]));
    }

    private Task WriteAsync(string key, params (string Name, string Text)[] texts) =>
        _storage.WriteAsync(
            new Dictionary<string, object> { [key] = texts.ToDictionary(text => text.Name, text => (object)text.Text) });
}
