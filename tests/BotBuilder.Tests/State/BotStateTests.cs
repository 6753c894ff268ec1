using HipFaqBot.BotBuilder.Adapters;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Tests.State;

public sealed class BotStateTests
{
    private readonly CountingStorage _storage = new();
    private readonly TestAdapter _adapter = new();

    [Fact]
    public async Task What_is_saved_in_one_turn_is_there_in_the_next()
    {
        await TurnAsync(async (state, turn) => await state.CreateProperty<int>("count").SetAsync(turn, 41));

        await TurnAsync(async (state, turn) => Assert.Equal(41, await state.CreateProperty<int>("count").GetAsync(turn)));
    }

    [Fact]
    public async Task A_change_inside_an_object_that_was_read_is_saved()
    {
        await TurnAsync(async (state, turn) => await ProfileOf(state).SetAsync(turn, new Profile { Name = "A" }));
        await TurnAsync(async (state, turn) => (await ProfileOf(state).GetAsync(turn))!.Topics.Add("hip"));

        await TurnAsync(async (state, turn) =>
        {
            var profile = (await ProfileOf(state).GetAsync(turn))!;
            Assert.Equal(("A", "hip"), (profile.Name, profile.Topics.Single()));
        });
    }

    [Fact]
    public async Task Unchanged_state_is_not_written()
    {
        await TurnAsync(async (state, turn) => await ProfileOf(state).SetAsync(turn, new Profile { Name = "A" }));
        Assert.Equal(1, _storage.Writes);

        await TurnAsync(async (state, turn) => await ProfileOf(state).GetAsync(turn));
        Assert.Equal(1, _storage.Writes);

        await TurnAsync((_, _) => Task.CompletedTask, force: true);
        Assert.Equal(1, _storage.Writes);
    }

    [Fact]
    public async Task Unchanged_state_that_was_loaded_is_written_if_forced()
    {
        await TurnAsync((state, turn) => state.LoadAsync(turn), force: true);

        Assert.Equal(1, _storage.Writes);
    }

    [Fact]
    public async Task Storage_is_read_once_in_a_turn()
    {
        await TurnAsync(async (state, turn) =>
        {
            await state.CreateProperty<string>("a").GetAsync(turn);
            await state.CreateProperty<string>("b").GetAsync(turn);
        });

        Assert.Equal(1, _storage.Reads);
    }

    [Fact]
    public async Task A_default_becomes_the_value()
    {
        await TurnAsync(async (state, turn) => Assert.Equal(7, await state.CreateProperty<int>("count").GetAsync(turn, () => 7)));

        await TurnAsync(async (state, turn) => Assert.Equal(7, await state.CreateProperty<int>("count").GetAsync(turn)));
    }

    [Fact]
    public async Task A_property_that_is_deleted_is_gone()
    {
        await TurnAsync(async (state, turn) => await state.CreateProperty<string>("a").SetAsync(turn, "x"));
        await TurnAsync(async (state, turn) => await state.CreateProperty<string>("a").DeleteAsync(turn));

        await TurnAsync(async (state, turn) => Assert.Null(await state.CreateProperty<string>("a").GetAsync(turn)));
    }

    [Fact]
    public async Task Cleared_state_is_saved_as_empty_and_deleted_state_is_gone()
    {
        await TurnAsync(async (state, turn) => await state.CreateProperty<string>("a").SetAsync(turn, "x"));
        await TurnAsync(async (state, turn) => await state.ClearStateAsync(turn));
        await TurnAsync(async (state, turn) => Assert.Null(await state.CreateProperty<string>("a").GetAsync(turn)));

        await TurnAsync(async (state, turn) => await state.DeleteAsync(turn));
        Assert.Empty(await _storage.ReadAsync(["test/conversations/convo1"], default));
    }

    [Theory]
    [InlineData("test/conversations/convo1", 0)]
    [InlineData("test/users/user1", 1)]
    [InlineData("test/conversations/convo1/users/user1", 2)]
    public async Task State_lies_under_the_names_of_those_whose_it_is(string key, int kind)
    {
        var state = new BotState[] { new ConversationState(_storage), new UserState(_storage), new PrivateConversationState(_storage) }[kind];
        _adapter.Use(new AutoSaveStateMiddleware(state));

        await _adapter.SendTextToBotAsync("hi", async (turn, token) => await state.CreateProperty<string>("a").SetAsync(turn, "x", token), default);

        Assert.Single(await _storage.ReadAsync([key], default));
    }

    [Fact]
    public async Task An_activity_that_does_not_say_whose_it_is_has_no_state()
    {
        using var nobody = new TurnContext(_adapter, new Activity { Type = "message", ChannelId = "test" });

        await Assert.ThrowsAsync<InvalidOperationException>(() => new ConversationState(_storage).LoadAsync(nobody));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new UserState(_storage).LoadAsync(nobody));
    }

    [Fact]
    public async Task A_turn_that_throws_saves_nothing()
    {
        var state = new ConversationState(_storage);
        _adapter.Use(new AutoSaveStateMiddleware(state));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _adapter.SendTextToBotAsync(
            "hi",
            async (turn, token) =>
            {
                await state.CreateProperty<string>("a").SetAsync(turn, "x", token);
                throw new InvalidOperationException("boom");
            },
            default));

        Assert.Equal(0, _storage.Writes);
    }

    private static IStatePropertyAccessor<Profile> ProfileOf(BotState state) => state.CreateProperty<Profile>("profile");

    private Task TurnAsync(Func<BotState, ITurnContext, Task> bot, bool force = false)
    {
        var state = new ConversationState(_storage);
        return _adapter.SendTextToBotAsync(
            "hi",
            async (turn, token) =>
            {
                await bot(state, turn);
                await state.SaveChangesAsync(turn, force, token);
            },
            default);
    }

    private sealed class Profile
    {
        public string? Name { get; set; }

        public List<string> Topics { get; set; } = [];
    }

    private sealed class CountingStorage : IStorage
    {
        private readonly MemoryStorage _inner = new();

        public int Reads { get; private set; }

        public int Writes { get; private set; }

        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken)
        {
            Reads++;
            return _inner.ReadAsync(keys, cancellationToken);
        }

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken)
        {
            Writes++;
            return _inner.WriteAsync(changes, cancellationToken);
        }

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken) => _inner.DeleteAsync(keys, cancellationToken);
    }
}
