using HipFaqBot.Search.Encoding;

namespace HipFaqBot.Search.Tests.Encoding;

public sealed class RecentVectorsTests
{
    private int _made;

    [Fact]
    public void The_same_pieces_are_encoded_once()
    {
        var recent = new RecentVectors(10);

        var first = recent.Of([7, 8], Make);
        var again = recent.Of([7, 8], Make);

        Assert.Equal(first, again);
        Assert.Equal(1, _made);
    }

    [Fact]
    public void Other_pieces_have_a_vector_of_their_own()
    {
        var recent = new RecentVectors(10);

        Assert.NotEqual(recent.Of([7, 8], Make), recent.Of([8, 7], Make));
        Assert.Equal(2, _made);
    }

    [Fact]
    public void Whoever_changes_a_vector_changes_nobody_elses()
    {
        var recent = new RecentVectors(10);
        recent.Of([7], Make)[0] = 99;

        recent.Of([7], Make)[0] = 98;

        Assert.Equal(7, recent.Of([7], Make)[0]);
    }

    [Fact]
    public void Many_texts_do_not_add_up_and_those_asked_for_stay()
    {
        var recent = new RecentVectors(10);
        for (var id = 0; id < 1_000; id++)
        {
            recent.Of([id], Make);
            recent.Of([-1], Make);
            Assert.InRange(recent.Count, 1, 10);
        }

        Assert.Equal(1_001, _made);
    }

    private float[] Make(IReadOnlyList<int> ids)
    {
        _made++;
        return [ids[0]];
    }
}
