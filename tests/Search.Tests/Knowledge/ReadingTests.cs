using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Tests.Knowledge;

public sealed class ReadingTests
{
    [Fact]
    public void A_good_folder_has_no_problem()
    {
        using var folder = new KnowledgeFolder();

        var reading = folder.Read();

        Assert.Empty(reading.Problems);
        Assert.Equal("rest", Assert.Single(reading.Knowledge!.Entries).Id);
    }

    [Fact]
    public void Every_field_of_an_entry_is_read()
    {
        using var folder = new KnowledgeFolder();
        folder.Write("entries/care/sleep.md", KnowledgeFolder.EntryText("sleep", "How do I sleep?"));
        folder.Edit("entries/care/sleep.md", "reviewed: 2026-11-01\n", """
            scope: Nights only
            reviewed: 2026-11-01
            reviewDue: 2027-02-03
            related: [rest]
            warning: rf-fever-joint
            status: published
            language: en

            """);

        var entry = folder.Read().Knowledge!.Find("sleep")!;

        Assert.Equal("How do I sleep?", entry.Question);
        Assert.Equal(12, entry.Phrasings.Count);
        Assert.Equal("what about sleep", entry.Phrasings[0]);
        Assert.Equal("care", entry.Category);
        Assert.Equal("The answer about sleep.", entry.Answer);
        Assert.Equal("Nights only", entry.Scope);
        Assert.Equal(new DateOnly(2026, 11, 1), entry.Reviewed);
        Assert.Equal(new DateOnly(2027, 2, 3), entry.ReviewDue);
        Assert.Equal("A. Clinician", entry.ReviewedBy);
        Assert.Equal(["rest"], entry.Related);
        Assert.Equal("rf-fever-joint", entry.Warning);
        Assert.Equal(EntryStatus.Published, entry.Status);
        Assert.Equal("en", entry.Language);
        Assert.Equal("entries/care/sleep.md", entry.Path);
        Assert.Equal(
            new Source("KEY", "A title", "A publisher", new Uri("https://example.org/KEY"), "2025", "All rights reserved"),
            Assert.Single(entry.Sources));
    }

    [Fact]
    public void What_an_entry_leaves_out_has_a_default()
    {
        using var folder = new KnowledgeFolder();
        folder.Edit(KnowledgeFolder.Rest, "reviewedBy: A. Clinician\n", "reviewedBy: null\n");

        var entry = folder.Read().Knowledge!.Find("rest")!;

        Assert.Equal(new DateOnly(2027, 11, 1), entry.ReviewDue);
        Assert.Null(entry.ReviewedBy);
        Assert.Null(entry.Scope);
        Assert.Null(entry.Warning);
        Assert.Empty(entry.Related);
        Assert.Equal(EntryStatus.Published, entry.Status);
        Assert.Equal("en", entry.Language);
    }

    [Fact]
    public void A_leap_days_review_is_due_on_the_last_of_february()
    {
        using var folder = new KnowledgeFolder();
        folder.Edit(KnowledgeFolder.Rest, "reviewed: 2026-11-01", "reviewed: 2028-02-29");

        Assert.Equal(new DateOnly(2029, 2, 28), folder.Read().Knowledge!.Find("rest")!.ReviewDue);
    }

    [Fact]
    public void The_answer_keeps_its_markdown()
    {
        using var folder = new KnowledgeFolder();
        folder.Edit(KnowledgeFolder.Rest, "The answer about rest.", "First.\n\n- **bold**\n- [link](https://example.org)\n\n---\n\nLast.");

        Assert.Equal(
            "First.\n\n- **bold**\n- [link](https://example.org)\n\n---\n\nLast.",
            folder.Read().Knowledge!.Find("rest")!.Answer);
    }

    [Fact]
    public void Drafts_and_other_languages_are_read_but_not_served()
    {
        using var folder = new KnowledgeFolder();
        folder.Write("entries/care/draft.md", KnowledgeFolder.EntryText("draft", "A draft?").Replace("id: draft", "id: draft\nstatus: draft", StringComparison.Ordinal));
        folder.Write("entries/care/rest.de.md", KnowledgeFolder.EntryText("rest", "Ruhen?").Replace("id: rest", "id: rest\nlanguage: de", StringComparison.Ordinal));

        var reading = folder.Read();

        Assert.Empty(reading.Problems);
        Assert.Equal("Is it better to rest or to exercise?", Assert.Single(reading.Knowledge!.Entries).Question);
        Assert.Null(reading.Knowledge.Find("draft"));
        Assert.Equal(3, reading.Knowledge.All.Count);
    }

    [Fact]
    public void Every_setting_of_the_site_is_read()
    {
        using var folder = new KnowledgeFolder();
        folder.Write("site.yaml", """
            name: Test Clinic
            region: GB
            language: en
            contacts:
              phone: 01 234
            numbers:
              GB:
                name: the United Kingdom
                emergency: {label: emergency services, phone: "999", text: Text 999., page: "https://999.example", checked: 2026-11-01}
            thresholds:
              answer: 0.8
              suggest: 0.25
            disclaimer: >-
              General information, no
              advice for you.
            longDisclaimer: At length, but no advice for you.
            texts:
              welcome: Hello.
              suggest: Did you mean?
              decline: No.
              empty: Words, please.
              tooLong: Shorter, please.
              failure: Sorry.
            """);

        var reading = folder.Read();

        Assert.Empty(reading.Problems);
        var site = reading.Knowledge!.Site;
        Assert.Equal("01 234", Assert.Single(site.Facts, fact => fact.Key == "phone").Value);
        Assert.Equal("999", site.EmergencyNumber);
        Assert.Equal(
            new HelpNumber(HelpPurpose.Emergency, "emergency services", "999", "Text 999.", new Uri("https://999.example"), new DateOnly(2026, 11, 1)),
            Assert.Single(Assert.Single(site.Numbers.Countries).Numbers));
        Assert.Equal(
            new Site
            {
                Name = "Test Clinic",
                Region = "GB",
                Language = "en",
                Numbers = site.Numbers,
                Thresholds = new Thresholds(0.8, 0.25),
                Disclaimer = "General information, no advice for you.",
                LongDisclaimer = "At length, but no advice for you.",
                Texts = new SiteTexts
                {
                    Welcome = "Hello.",
                    Suggest = "Did you mean?",
                    Decline = "No.",
                    Empty = "Words, please.",
                    TooLong = "Shorter, please.",
                    Failure = "Sorry.",
                },
                Facts = site.Facts,
            },
            site);
    }

    [Fact]
    public void What_the_site_leaves_out_has_a_default()
    {
        using var folder = new KnowledgeFolder();

        Assert.Equal(Site.Default with { Name = "Test Clinic" }, folder.Read().Knowledge!.Site);
    }

    [Fact]
    public void A_byte_order_mark_is_no_problem()
    {
        using var folder = new KnowledgeFolder();
        foreach (var path in new[] { "site.yaml", "sources.yaml", KnowledgeFolder.Rest })
        {
            folder.Write(path, [.. System.Text.Encoding.UTF8.Preamble, .. File.ReadAllBytes(folder.At(path))]);
        }

        Assert.Empty(folder.Read().Problems);
    }

    [Fact]
    public void Windows_line_ends_are_no_problem_and_lines_are_counted_as_an_editor_does()
    {
        using var folder = new KnowledgeFolder();
        foreach (var path in new[] { "site.yaml", "sources.yaml", KnowledgeFolder.Rest })
        {
            folder.Edit(path, "\n", "\r\n");
        }

        Assert.Empty(folder.Read().Problems);

        folder.Edit(KnowledgeFolder.Rest, "sources: [KEY]", "sources: [OTHER, KEY]");
        Assert.Equal(18, Assert.Single(folder.Read().Problems).Line);
    }

    [Fact]
    public void The_version_changes_with_any_edit_and_with_nothing_else()
    {
        using var folder = new KnowledgeFolder();
        var first = folder.Read().Knowledge!.Version;
        Assert.Equal(first, folder.Read().Knowledge!.Version);

        folder.Write("synonyms.txt", "sore, ache\n");
        var second = folder.Read().Knowledge!.Version;
        folder.Edit(KnowledgeFolder.Rest, "The answer", "Another answer");
        var third = folder.Read().Knowledge!.Version;

        Assert.Equal(3, new[] { first, second, third }.Distinct().Count());
    }

    [Fact]
    public void The_shipped_knowledge_has_no_error()
    {
        var reading = KnowledgeReader.Read(ShippedKnowledge.Folder, KnowledgeFolder.Today);

        Assert.Empty(reading.Errors);
        Assert.NotEmpty(reading.Knowledge!.Entries);
    }
}
