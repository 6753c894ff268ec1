using HipFaqBot.Exchange.Importing;

namespace HipFaqBot.Exchange.Tests;

/// <summary>A source that changed, over drafts that somebody may have edited.</summary>
public sealed class MergeTests : IDisposable
{
    private const string Walk = "entries/imported/may-i-walk.md";
    private static readonly string First = Source(("May I walk?", "Yes.", 1), ("is walking ok", "Yes.", 1), ("walking?", "Yes.", 1), ("May I run?", "No.", 2));

    private readonly Folder _folder = new();

    public MergeTests() => _folder.Import("faq.tsv", First);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_added_changed_and_removed_is_shown_for_each_phrasing_and_answer()
    {
        var report = _folder.Import("faq.tsv", Source(("May I walk?", "Yes, daily.", 1), ("is walking ok", "Yes, daily.", 1), ("a walk?", "Yes, daily.", 1), ("May I swim?", "Yes!", 3)));

        Assert.Equal(
            [
                (ChangeKind.Added, "may-i-swim", "entry", "May I swim?"),
                (ChangeKind.Added, "may-i-walk", "phrasing", "a walk?"),
                (ChangeKind.Changed, "may-i-walk", "answer", ""),
                (ChangeKind.Removed, "may-i-run", "entry", "May I run?"),
                (ChangeKind.Removed, "may-i-walk", "phrasing", "walking?"),
            ],
            report.Changes.Select(change => (change.Kind, change.Id, change.Field, change.Text)).Order());
        Assert.Contains("  - is walking ok\n  - walking?\n  - \"a walk?\"\n".Replace("\"", "", StringComparison.Ordinal), _folder.Read(Walk), StringComparison.Ordinal);
        Assert.EndsWith("---\nYes, daily.\n", _folder.Read(Walk), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.Knowledge, "entries/imported/may-i-run.md")));
        Assert.Empty(_folder.Errors());
    }

    [Fact]
    public void An_answer_edited_by_hand_wins_and_the_sources_new_one_is_kept_aside()
    {
        _folder.Edit(Walk, "---\nYes.", "---\nYes, says the clinic.");
        var before = _folder.Read(Walk);

        var report = _folder.Import("faq.tsv", First.Replace("Yes.", "Yes, daily.", StringComparison.Ordinal));

        Assert.Equal((ChangeKind.Kept, "answer"), (report.Changes.Single().Kind, report.Changes.Single().Field));
        Assert.Equal(before, _folder.Read(Walk));
        Assert.Contains("Yes, daily.", _folder.Read(report.UnplacedFile!), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_kept_is_told_again_until_somebody_settles_it()
    {
        _folder.Edit(Walk, "---\nYes.", "---\nYes, says the clinic.");
        var changed = First.Replace("Yes.", "Yes, daily.", StringComparison.Ordinal);
        _folder.Import("faq.tsv", changed);

        Assert.Equal(ChangeKind.Kept, _folder.Import("faq.tsv", changed).Changes.Single().Kind);
        _folder.Edit(Walk, "Yes, says the clinic.", "Yes, daily.");
        Assert.Empty(_folder.Import("faq.tsv", changed).Changes);
    }

    [Fact]
    public void Other_fields_edited_by_hand_stay_beside_a_change()
    {
        _folder.Edit(Walk, "question: May I walk?", "question: Should I walk? # plainer");
        _folder.Edit(Walk, "  - walking?\n", "  - strolling\n");
        _folder.Edit(Walk, "scope: null", "scope: Walking only.");

        var report = _folder.Import("faq.tsv", First.Replace("Yes.", "Yes, daily.", StringComparison.Ordinal));

        Assert.Equal([(ChangeKind.Changed, "answer")], report.Changes.Select(change => (change.Kind, change.Field)));
        var text = _folder.Read(Walk);
        Assert.Contains("question: Should I walk? # plainer\n", text, StringComparison.Ordinal);
        Assert.Contains("  - is walking ok\n  - strolling\ncategory", text, StringComparison.Ordinal);
        Assert.Contains("scope: Walking only.\n", text, StringComparison.Ordinal);
        Assert.EndsWith("Yes, daily.\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status: draft", "status: published")]
    [InlineData("reviewedBy: null", "reviewedBy: Dr Who")]
    public void A_published_or_signed_entry_is_not_touched(string from, string to)
    {
        _folder.Edit(Walk, "sources: []", "sources: [KEY]");
        _folder.Edit(Walk, from, to);
        var before = _folder.Read(Walk);

        var report = _folder.Import("faq.tsv", First.Replace("Yes.", "Yes, daily.", StringComparison.Ordinal).Replace("walking?", "a walk?", StringComparison.Ordinal));

        Assert.Equal(before, _folder.Read(Walk));
        Assert.Equal(
            [(ChangeKind.Kept, "answer"), (ChangeKind.Kept, "phrasing"), (ChangeKind.Removed, "phrasing")],
            report.Changes.Select(change => (change.Kind, change.Field)).OrderBy(change => change.Field).ThenByDescending(change => change.Kind));
    }

    [Fact]
    public void A_new_question_for_the_same_number_renames_nothing_but_the_question()
    {
        var report = _folder.Import("faq.tsv", First.Replace("May I run?", "May I jog?", StringComparison.Ordinal));

        Assert.Equal((ChangeKind.Changed, "may-i-run", "question", "May I jog?"), report.Changes.Select(change => (change.Kind, change.Id, change.Field, change.Text)).Single());
        Assert.Contains("question: May I jog?\n", _folder.Read("entries/imported/may-i-run.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void New_numbers_for_the_same_questions_change_nothing()
    {
        var report = _folder.Import("faq.tsv", Source(("May I run?", "No.", 1), ("May I walk?", "Yes.", 2), ("is walking ok", "Yes.", 2), ("walking?", "Yes.", 2)));

        Assert.Empty(report.Changes);
    }

    [Fact]
    public void An_entry_that_was_moved_by_hand_is_followed()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Knowledge, "entries/exercise"));
        File.Move(Path.Combine(_folder.Knowledge, Walk), Path.Combine(_folder.Knowledge, "entries/exercise/may-i-walk.md"));
        _folder.Edit("entries/exercise/may-i-walk.md", "category: imported", "category: exercise");

        var report = _folder.Import("faq.tsv", First.Replace("Yes.", "Yes, daily.", StringComparison.Ordinal));

        Assert.Equal("entries/exercise/may-i-walk.md", report.Changes.Single().Path);
        Assert.EndsWith("Yes, daily.\n", _folder.Read("entries/exercise/may-i-walk.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_was_deleted_by_hand_does_not_come_back()
    {
        File.Delete(Path.Combine(_folder.Knowledge, Walk));

        Assert.Empty(_folder.Import("faq.tsv", First).Changes);
        Assert.Equal((ChangeKind.Kept, "entry"), _folder.Import("faq.tsv", First.Replace("Yes.", "Yes, daily.", StringComparison.Ordinal)).Changes.Select(change => (change.Kind, change.Field)).Single());
        Assert.False(File.Exists(Path.Combine(_folder.Knowledge, Walk)));
    }

    [Fact]
    public void A_phrasing_that_was_deleted_by_hand_does_not_come_back()
    {
        _folder.Edit(Walk, "  - walking?\n", "");

        Assert.Empty(_folder.Import("faq.tsv", First).Changes);
        Assert.DoesNotContain("walking?", _folder.Read(Walk), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_gone_from_the_source_is_told_until_it_is_gone_from_the_knowledge()
    {
        var less = Source(("May I walk?", "Yes.", 1), ("is walking ok", "Yes.", 1));
        _folder.Import("faq.tsv", less);

        Assert.Equal(2, _folder.Import("faq.tsv", less).Changes.Count(change => change.Kind == ChangeKind.Removed));
        _folder.Edit(Walk, "  - walking?\n", "");
        File.Delete(Path.Combine(_folder.Knowledge, "entries/imported/may-i-run.md"));
        Assert.Empty(_folder.Import("faq.tsv", less).Changes);
    }

    private static string Source(params (string Question, string Answer, int Number)[] rows) =>
        "Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId\n"
        + string.Concat(rows.Select(row => $"{row.Question}\t{row.Answer}\tfaq\t\t[]\tfalse\t[]\t{row.Number}\n"));
}
