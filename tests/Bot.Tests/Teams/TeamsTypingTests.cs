using HipFaqBot.BotBuilder;
using Microsoft.Extensions.DependencyInjection;

namespace HipFaqBot.Bot.Tests.Teams;

public sealed class TeamsTypingTests
{
    [Fact]
    public async Task An_answer_that_takes_long_is_announced_by_typing()
    {
        using var storage = new SlowStorage();
        await using var teams = new TeamsService(services => services.AddSingleton<IStorage>(storage));
        var question = teams.Channel.Message("How long does hip physical therapy take?");

        var answered = teams.Channel.PostAsync(question);
        var first = await teams.Channel.FirstRequestAsync();
        storage.Answer();
        using var response = await answered;

        Assert.Equal("typing", (string?)first.Reply.Activity["type"]);
        var rest = teams.Channel.Requests((string)question["conversation"]!["id"]!);
        Assert.Equal("message", (string?)rest[^1].Reply.Activity["type"]);
    }

    private sealed class SlowStorage : IStorage, IDisposable
    {
        private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly MemoryStorage _memory = new();

        public void Answer() => _answer.TrySetResult();

        public async Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
        {
            await _answer.Task.WaitAsync(cancellationToken);
            return await _memory.ReadAsync(keys, cancellationToken);
        }

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default) =>
            _memory.WriteAsync(changes, cancellationToken);

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => _memory.DeleteAsync(keys, cancellationToken);

        public void Dispose() => Answer();
    }
}
