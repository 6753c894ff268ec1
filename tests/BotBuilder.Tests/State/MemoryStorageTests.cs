using System.Text.Json.Nodes;

namespace HipFaqBot.BotBuilder.Tests.State;

public sealed class MemoryStorageTests
{
    private readonly MemoryStorage _storage = new();

    [Fact]
    public async Task What_was_written_comes_back_as_a_copy_of_its_type()
    {
        var note = new Note { Text = "first" };
        await _storage.WriteAsync(new Dictionary<string, object> { ["a"] = note }, default);
        note.Text = "changed after writing";

        var read = (await _storage.ReadAsync<Note>(["a", "b"]))["a"];
        read.Text += " and changed after reading";

        Assert.Equal("first", (await _storage.ReadAsync<Note>(["a"]))["a"].Text);
    }

    [Fact]
    public async Task The_last_reader_may_write_and_the_one_before_may_not()
    {
        await WriteAsync(new Note { Text = "first" });
        var early = await ReadAsync();
        var late = await ReadAsync();

        await WriteAsync(late);

        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(early));
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(new Note { Text = "never read" }));
    }

    [Fact]
    public async Task A_star_writes_over_anything()
    {
        await WriteAsync(new Note { Text = "first" });

        await WriteAsync(new Note { Text = "second", ETag = "*" });

        Assert.Equal("second", (await ReadAsync()).Text);
    }

    [Fact]
    public async Task Of_several_changes_all_are_made_or_none()
    {
        await WriteAsync(new Note { Text = "first" });

        await Assert.ThrowsAsync<ArgumentException>(() => _storage.WriteAsync(
            new Dictionary<string, object> { ["other"] = new Note { Text = "other" }, ["a"] = new Note { Text = "stale", ETag = "x" } }, default));

        Assert.Empty(await _storage.ReadAsync(["other"], default));
    }

    [Fact]
    public async Task What_is_deleted_is_gone()
    {
        await WriteAsync(new Note { Text = "first" });

        await _storage.DeleteAsync(["a", "never there"], default);

        Assert.Empty(await _storage.ReadAsync(["a"], default));
    }

    [Fact]
    public async Task A_type_name_in_stored_data_means_nothing()
    {
        var type = typeof(Note).AssemblyQualifiedName;
        var storage = new MemoryStorage(new() { ["a"] = new JsonObject { ["$type"] = type, ["Text"] = "planted" } });

        Assert.IsType<JsonObject>((await storage.ReadAsync(["a"], default))["a"]);
    }

    private async Task<Note> ReadAsync() => (await _storage.ReadAsync<Note>(["a"]))["a"];

    private Task WriteAsync(Note note) => _storage.WriteAsync(new Dictionary<string, object> { ["a"] = note }, default);

    private sealed class Note : IStoreItem
    {
        public string? Text { get; set; }

        public string? ETag { get; set; }
    }
}
