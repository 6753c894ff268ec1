using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using HipFaqBot.Search.Matching.Learning;

namespace HipFaqBot.Search.Tests.Matching.Learning;

public sealed class RankersTests : IDisposable
{
    private readonly TempFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void A_restart_finds_the_ranker_and_encodes_nothing()
    {
        Train(Shops.Knowledge);
        var encoder = new CountingEncoder();
        var snapshot = KnowledgeSnapshot.InMemory(Shops.Knowledge);

        Assert.True(Rankers(encoder).TryFind(snapshot));

        Assert.True(snapshot.IsTrained);
        Assert.Equal(0, encoder.Asked);
    }

    [Fact]
    public void An_edit_of_an_answer_trains_nothing()
    {
        Train(Shops.Knowledge);

        Assert.True(Rankers(new CountingEncoder()).TryFind(KnowledgeSnapshot.InMemory(Shops.Of("Another answer."))));
    }

    [Fact]
    public void A_new_phrasing_asks_for_training()
    {
        Train(Shops.Knowledge);

        Assert.False(Rankers(new CountingEncoder()).TryFind(KnowledgeSnapshot.InMemory(Shops.Of("The answer.", "i changed my mind about it"))));
    }

    [Fact]
    public void Another_encoder_asks_for_training()
    {
        Train(Shops.Knowledge);
        using var none = new NoSentenceEncoder();

        Assert.False(Rankers(none).TryFind(KnowledgeSnapshot.InMemory(Shops.Knowledge)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(1000)]
    public void A_damaged_file_is_trained_anew(int at)
    {
        Train(Shops.Knowledge);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_data.Path, "ranker")));
        var bytes = File.ReadAllBytes(file);
        bytes[at] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.False(Rankers(new CountingEncoder()).TryFind(KnowledgeSnapshot.InMemory(Shops.Knowledge)));

        Train(Shops.Knowledge);

        Assert.True(Rankers(new CountingEncoder()).TryFind(KnowledgeSnapshot.InMemory(Shops.Knowledge)));
    }

    [Fact]
    public void A_cut_file_is_no_ranker()
    {
        Train(Shops.Knowledge);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_data.Path, "ranker")));
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..10]);

        Assert.False(Rankers(new CountingEncoder()).TryFind(KnowledgeSnapshot.InMemory(Shops.Knowledge)));
    }

    [Fact]
    public void What_was_learned_when_the_program_was_published_serves_at_once_and_is_left_as_it_is()
    {
        Train(Shops.Knowledge);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_data.Path, "ranker")));
        var written = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(file, written);
        using var empty = new TempFolder();
        var encoder = new CountingEncoder();
        var snapshot = KnowledgeSnapshot.InMemory(Shops.Knowledge);

        Assert.True(new Rankers(encoder, empty.Path, TimeProvider.System, shipped: _data.Path).TryFind(snapshot));

        Assert.True(snapshot.IsTrained);
        Assert.Equal(0, encoder.Asked);
        Assert.Equal(written, File.GetLastWriteTimeUtc(file));
        Assert.Empty(Directory.GetFileSystemEntries(empty.Path));
    }

    [Fact]
    public void A_program_published_with_other_phrasings_trains_and_encodes_what_is_new()
    {
        Train(Shops.Knowledge);
        using var empty = new TempFolder();
        var encoder = new CountingEncoder();
        var snapshot = KnowledgeSnapshot.InMemory(Shops.Of("The answer.", "i changed my mind about it"));
        var rankers = new Rankers(encoder, empty.Path, TimeProvider.System, shipped: _data.Path);

        Assert.False(rankers.TryFind(snapshot));
        rankers.Train(snapshot, CancellationToken.None);

        Assert.True(snapshot.IsTrained);
        Assert.Equal(1, encoder.Asked);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_serves_all_the_same_and_says_so()
    {
        var file = Path.Combine(_data.Path, "a-file");
        File.WriteAllText(file, "");
        var rankers = new Rankers(new CountingEncoder(), file, TimeProvider.System);
        var snapshot = KnowledgeSnapshot.InMemory(Shops.Knowledge);

        rankers.Train(snapshot, CancellationToken.None);

        Assert.True(snapshot.IsTrained);
        Assert.NotNull(rankers.NotKept);
    }

    [Fact]
    public void Training_that_is_cancelled_leaves_the_snapshot_as_it_was()
    {
        var snapshot = KnowledgeSnapshot.InMemory(Shops.Knowledge);

        Assert.ThrowsAny<OperationCanceledException>(() => Rankers(new CountingEncoder()).Train(snapshot, new CancellationToken(canceled: true)));

        Assert.False(snapshot.IsTrained);
        Assert.False(Directory.Exists(Path.Combine(_data.Path, "ranker")));
    }

    [Fact]
    public void Until_it_has_its_own_a_version_is_served_by_the_ranker_before()
    {
        var current = new CurrentKnowledge();
        current.Publish(RankerTests.Trained(new CountingEncoder(), Shops.Knowledge));
        var gone = new KnowledgeBase("next", Site.Default, [.. Shops.Knowledge.Entries.Where(entry => entry.Id != "parking")], decoys: Shops.Knowledge.Decoys);
        var next = KnowledgeSnapshot.InMemory(gone);

        current.Lend(next);
        current.Publish(next);

        var match = new Matcher(current).Match("money or a card, or the car");
        Assert.Equal(MatchWay.Learned, match.Way);
        Assert.Equal(3, match.Candidates.Count);
        Assert.False(next.IsTrained);
    }

    private Rankers Rankers(ISentenceEncoder encoder) => new(encoder, _data.Path, TimeProvider.System);

    private void Train(KnowledgeBase knowledge) =>
        Rankers(new CountingEncoder()).Train(KnowledgeSnapshot.InMemory(knowledge), CancellationToken.None);
}
