using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Tests.Knowledge.Checks;

/// <summary>Phrasings that a question cannot tell apart, and the two ways to put them in order.</summary>
public sealed class CollisionTests
{
    private const string Rest = CleanFolder.Rest;
    private const string Sleep = CleanFolder.Sleep;

    [Fact]
    public void The_same_words_in_another_order_are_listed_with_both_scopes()
    {
        using var folder = Colliding();
        folder.Edit(Rest, "id: rest", "id: rest\nscope: By day.");

        var problem = Assert.Single(folder.Check());

        Assert.Equal(("near-collision", Sleep, 7, Severity.Warning), (problem.Rule, problem.Path, problem.Line, problem.Severity));
        Assert.Contains("\"sore knees night\" has the same words as \"night sore knee\" of " + Rest, problem.Message, StringComparison.Ordinal);
        Assert.Contains("scope here: none | there: By day. (", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Related_entries_may_share_words()
    {
        using var folder = Colliding();
        folder.Edit(Sleep, "[walk, walk]", "[rest, walk]");

        Assert.Empty(folder.Check());
    }

    [Fact]
    public void Entries_that_both_say_how_they_differ_may_share_words()
    {
        using var folder = Colliding();
        folder.Edit(Rest, "id: rest", "id: rest\nscope: By day.");
        folder.Edit(Sleep, "id: sleep", "id: sleep\nscope: At night.");

        Assert.Empty(folder.Check());
    }

    [Fact]
    public void Each_pair_is_judged_by_itself()
    {
        using var folder = Colliding();
        folder.Edit("entries/care/walk.md", "explain walk", "knees sore night");

        // Walk is related to both others; it must not hide that those two collide.
        Assert.Equal(Sleep, Assert.Single(folder.Check()).Path);
    }

    [Fact]
    public void A_question_counts_as_a_phrasing()
    {
        using var folder = Colliding();
        folder.Edit(Rest, "night sore knee", "explain rest");
        folder.Edit(Rest, "What about rest then?", "Sore knee night?");

        Assert.Equal((Sleep, 7), (Assert.Single(folder.Check()).Path, folder.Check()[0].Line));
    }

    [Fact]
    public void Word_for_word_the_same_is_an_error_and_said_once()
    {
        using var folder = Colliding();
        folder.Edit(Sleep, "sore knees night", "Night sore KNEE!");

        var problem = Assert.Single(folder.Check());

        Assert.Equal(("duplicate-phrasing", Severity.Error), (problem.Rule, problem.Severity));
    }

    [Fact]
    public void Synonyms_make_words_the_same()
    {
        using var folder = Colliding();
        folder.Edit(Sleep, "sore knees night", "aching knees night");
        Assert.Empty(folder.Check());

        folder.Write("synonyms.txt", "sore, aching\n");

        Assert.Equal("near-collision", Assert.Single(folder.Check()).Rule);
    }

    /// <summary>Rest and sleep are not related, and share the words of one phrasing.</summary>
    private static KnowledgeFolder Colliding()
    {
        var folder = CleanFolder.Create();
        folder.Edit(Rest, "[sleep, walk]", "[walk, walk]");
        folder.Edit(Sleep, "[rest, walk]", "[walk, walk]");
        folder.Edit(Rest, "explain rest", "night sore knee");
        folder.Edit(Sleep, "explain sleep", "sore knees night");
        return folder;
    }
}
