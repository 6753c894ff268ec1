using HipFaqBot.Search.Matching;

namespace HipFaqBot.Search.Tests.Matching;

public sealed class SnapshotTests
{
    [Fact]
    public void Before_the_first_version_nothing_serves()
    {
        var current = new CurrentKnowledge();

        Assert.False(current.IsReady);
        Assert.Throws<InvalidOperationException>(() => current.Knowledge);
        Assert.Throws<InvalidOperationException>(() => new Matcher(current).Match("hip"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_retired_snapshot_closes_after_its_last_question_only(bool onDisk)
    {
        using var data = new TempFolder();
        var current = new CurrentKnowledge();
        var old = onDisk
            ? KnowledgeSnapshot.Open(Questions.Hips, data.Path, TimeProvider.System)
            : KnowledgeSnapshot.InMemory(Questions.Hips);
        current.Publish(old);
        var first = current.Acquire();
        var second = current.Acquire();

        current.Publish(KnowledgeSnapshot.InMemory(Questions.Hips));
        Assert.Same(old, first.Snapshot);
        first.Dispose();

        Assert.NotEmpty(second.Snapshot.Index.Rank(["walk"]).Entries);
        Assert.True(old.Index.TryAcquire());
        old.Index.Release();

        second.Dispose();
        Assert.False(old.Index.TryAcquire());
    }

    [Fact]
    public void A_question_that_begins_after_publishing_gets_the_new_version()
    {
        var current = new CurrentKnowledge();
        current.Publish(KnowledgeSnapshot.InMemory(Questions.Hips));
        var matcher = new Matcher(current);
        var before = matcher.Match("is walking good for me");

        current.Publish(KnowledgeSnapshot.InMemory(Edited("Edited.")));

        Assert.Equal("The answer about walking.", before.Answer!.Answer);
        Assert.Equal("Edited.", matcher.Match("is walking good for me").Answer!.Answer);
        Assert.Equal("Edited.", current.Knowledge.Find("walking")!.Answer);
    }

    [Fact]
    public async Task Questions_under_way_during_fifty_swaps_are_all_answered()
    {
        using var data = new TempFolder();
        var current = new CurrentKnowledge();
        current.Publish(KnowledgeSnapshot.Open(Questions.Hips, data.Path, TimeProvider.System));
        var matcher = new Matcher(current);
        var stop = false;
        using var asking = new CountdownEvent(4);

        var askers = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var asked = 0;
                for (; !Volatile.Read(ref stop); asked++)
                {
                    Assert.Equal("walking", matcher.Match("is walking good for me").Answer?.Id);
                    if (asked == 0)
                    {
                        asking.Signal();
                    }
                }

                return asked;
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Assert.True(asking.Wait(TimeSpan.FromSeconds(60)), "The questions have not begun.");

        var publishers = Enumerable.Range(0, 2).Select(publisher => Task.Run(() =>
        {
            for (var i = 0; i < 25; i++)
            {
                current.Publish(KnowledgeSnapshot.Open(Edited($"Edit {publisher}/{i}."), data.Path, TimeProvider.System));
            }
        }));
        await Task.WhenAll(publishers);
        Volatile.Write(ref stop, true);

        Assert.All(await Task.WhenAll(askers), asked => Assert.True(asked > 0));
        Assert.StartsWith("Edit ", matcher.Match("is walking good for me").Answer!.Answer, StringComparison.Ordinal);
    }

    private static Search.Knowledge.KnowledgeBase Edited(string answer) =>
        Questions.Knowledge([.. Questions.Hips.Entries.Select(entry => entry with { Answer = answer })]);
}
