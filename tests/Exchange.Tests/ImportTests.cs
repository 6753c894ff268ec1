using HipFaqBot.Exchange.Importing;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Tests;

public sealed class ImportTests : IDisposable
{
    private const string Header = "Question\tAnswer\tSource\tMetadata\tSuggestedQuestions\tIsContextOnly\tPrompts\tQnaId\n";
    private const string Faq = Header
        + "May I walk?\tYes.\\n\\nDaily.\tfaq.docx\tcategory:Daily Life|tone:calm\t[]\tfalse\t[{\"displayOrder\":0,\"qnaId\":8,\"displayText\":\"And run?\"},{\"displayOrder\":1,\"qnaId\":99,\"displayText\":\"Lost\"}]\t7\n"
        + "is walking ok\tYes.\\n\\nDaily.\tfaq.docx\tcategory:Daily Life|tone:calm\t[]\tfalse\t[]\t7\n"
        + "May I run?\tNot yet.\tfaq.docx\t\t[]\tfalse\t[]\t8\n";

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Entries_become_drafts_that_the_check_accepts()
    {
        var report = _folder.Import("faq.tsv", Faq);

        Assert.False(report.Failed);
        Assert.Equal(["may-i-walk", "may-i-run"], report.Changes.Select(change => change.Id));
        Assert.Empty(_folder.Errors());
        Assert.Equal(
            """
            ---
            id: may-i-walk
            question: May I walk?
            phrasings:
              - is walking ok
            category: daily-life
            sources: []
            scope: null
            reviewed: 2026-11-23
            reviewedBy: null
            related: [may-i-run]
            warning: null
            status: draft
            language: en
            ---
            Yes.

            Daily.

            """.ReplaceLineEndings("\n"),
            _folder.Read("entries/daily-life/may-i-walk.md"));
        Assert.Contains("category: imported", _folder.Read("entries/imported/may-i-run.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_is_not_served()
    {
        _folder.WriteEntry("ice", "Does ice help?");
        _folder.Import("faq.tsv", Faq);

        var knowledge = KnowledgeReader.Read(_folder.Knowledge, Folder.Today).Knowledge!;

        Assert.Equal(["ice"], knowledge.Entries.Select(entry => entry.Id));
        Assert.Equal(3, knowledge.All.Count);
    }

    [Fact]
    public void What_no_field_holds_is_kept_and_what_has_no_place_is_written_out()
    {
        var report = _folder.Import("faq.tsv", Faq);

        var record = _folder.Read("import/faq.tsv.json");
        Assert.All(["\"tone\"", "\"calm\"", "\"faq.docx\"", "\"Daily Life\""], kept => Assert.Contains(kept, record, StringComparison.Ordinal));
        Assert.Equal("import/faq.tsv.unplaced.md", report.UnplacedFile);
        Assert.Contains("Lost (to 99)", _folder.Read(report.UnplacedFile!), StringComparison.Ordinal);
        Assert.Contains("And run?", _folder.Read(report.UnplacedFile!), StringComparison.Ordinal);
        Assert.Equal([2, 2], report.Unplaced.Select(part => part.Line));
    }

    [Fact]
    public void The_same_source_again_changes_nothing()
    {
        _folder.Import("faq.tsv", Faq);
        var before = _folder.Snapshot();

        var report = _folder.Import("faq.tsv", Faq);

        Assert.Empty(report.Changes);
        Assert.Equal(before, _folder.Snapshot());
    }

    [Fact]
    public void A_dry_run_says_the_same_and_writes_nothing()
    {
        var before = _folder.Snapshot();

        var report = _folder.Import("faq.tsv", Faq, dryRun: true);

        Assert.Equal(["may-i-walk", "may-i-run"], report.Changes.Select(change => change.Id));
        Assert.Equal(before, _folder.Snapshot());
    }

    [Fact]
    public void A_phrasing_or_question_of_another_entry_is_left_out_and_told()
    {
        _folder.WriteEntry("walking", "Can I walk?", "is walking OK?", "may i run");

        var report = _folder.Import("faq.tsv", Faq);

        Assert.Equal(["may-i-walk"], report.Changes.Select(change => change.Id));
        Assert.Contains(report.Unplaced, part => part.What == "phrasing" && part.Content == "is walking ok" && part.Why.Contains("'walking'", StringComparison.Ordinal));
        Assert.Contains(report.Unplaced, part => part.What == "entry" && part.Content.Contains("Not yet.", StringComparison.Ordinal));
        Assert.Empty(_folder.Errors());
    }

    [Theory]
    [InlineData("What?", "", "no answer")]
    [InlineData("???", "Yes.", "no word")]
    public void A_pair_that_is_no_entry_is_told(string question, string answer, string why)
    {
        var report = _folder.Import("faq.tsv", $"{Faq}{question}\t{answer}\tx\t\t[]\tfalse\t[]\t9\n");

        Assert.Contains(report.Unplaced, part => part.Line == 5 && part.Why.Contains(why, StringComparison.Ordinal));
        Assert.Equal(2, report.Changes.Count);
    }

    [Fact]
    public void Ids_are_made_of_the_question_and_are_no_other_entrys()
    {
        _folder.WriteEntry("why", "Why not?");

        var report = _folder.Import("faq.tsv", "Question\tAnswer\nWhy?\tA.\nWhy!? (Ä ñ)\tB.\nなぜ？\tC.\n../../etc/passwd\tD.\nIt’s John's\tE.\n");

        Assert.Equal(["why-2", "why-a-n", "entry-" + RecordedEntry.Hash("なぜ？")[..8], "etc-passwd", "its-johns"], report.Changes.Select(change => change.Id));
        Assert.Empty(_folder.Errors());
    }

    [Fact]
    public void An_export_comes_back_into_an_empty_folder_as_the_same_entries()
    {
        _folder.WriteEntry("ice", "Does ice help?", "ice pack", "frozen peas");
        _folder.Write("knowledge/entries/general/heat.md", "---\nid: heat\nquestion: \"Heat: good?\"\nphrasings: []\ncategory: general\nsources: [OTHER-1, KEY]\nreviewed: 2026-01-01\nreviewedBy: Dr Who\nrelated: [ice]\nscope: Not cold.\n---\nYes, **some**.\n");
        var before = KnowledgeReader.Read(_folder.Knowledge, Folder.Today).Knowledge!.All;
        foreach (var format in (string[])["tsv", "qna"])
        {
            using var other = new Folder();

            var report = other.Import("export." + format, Writing.Exporter.Write(format, KnowledgeReader.Read(_folder.Knowledge, Folder.Today).Knowledge!));

            Assert.Empty(report.Unplaced);
            other.WriteEntry("served", "Is anything served?");
            var after = KnowledgeReader.Read(other.Knowledge, Folder.Today).Knowledge!.All.Where(entry => entry.Id != "served").ToList();
            Assert.Equal(before.Select(Carried), after.Select(Carried));
            Assert.All(after, entry => Assert.Equal((EntryStatus.Draft, Folder.Today, null), (entry.Status, entry.Reviewed, entry.ReviewedBy)));
        }
    }

    [Fact]
    public void An_export_that_comes_back_to_its_own_folder_changes_nothing_written_by_hand()
    {
        _folder.WriteEntry("ice", "Does ice help?", "ice pack");
        _folder.WriteEntry("heat", "Does heat help?");
        var export = Writing.Exporter.Write("tsv", KnowledgeReader.Read(_folder.Knowledge, Folder.Today).Knowledge!);

        var report = _folder.Import("export.tsv", export.Replace("about heat", "about warmth", StringComparison.Ordinal));

        Assert.Empty(report.Changes);
        Assert.Contains("about warmth", report.Unplaced.Single().Content, StringComparison.Ordinal);
        Assert.Contains("about heat", _folder.Read("entries/general/heat.md"), StringComparison.Ordinal);
    }

    private static string Carried(Entry entry) =>
        string.Join('|', [entry.Id, entry.Question, .. entry.Phrasings, entry.Category, entry.Answer, entry.Scope, .. entry.Sources.Select(source => source.Key), .. entry.Related]);
}
