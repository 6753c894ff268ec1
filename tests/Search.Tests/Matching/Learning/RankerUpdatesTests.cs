using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Matching.Learning;
using Microsoft.Extensions.Logging.Abstractions;

namespace HipFaqBot.Search.Tests.Matching.Learning;

public sealed class RankerUpdatesTests
{
    [Fact]
    public async Task Only_the_newest_knowledge_is_trained_for()
    {
        var rankers = new Rankers(new CountingEncoder(), null, TimeProvider.System);
        using var updates = new RankerUpdates(rankers, NullLogger<RankerUpdates>.Instance);
        var older = KnowledgeSnapshot.InMemory(Shops.Knowledge);
        var newer = KnowledgeSnapshot.InMemory(Shops.Of("The answer.", "i changed my mind about it"));

        updates.Add(older);
        updates.Add(newer);
        await updates.StartAsync(CancellationToken.None);

        Assert.True(SpinWait.SpinUntil(() => newer.IsTrained, TimeSpan.FromMinutes(2)), "It was not trained.");
        await updates.StopAsync(CancellationToken.None);
        Assert.False(older.IsTrained);
        Assert.Equal(1, rankers.Trained);
    }
}
