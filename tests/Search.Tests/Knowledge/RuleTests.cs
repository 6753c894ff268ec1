using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Tests.Knowledge;

/// <summary>
/// One mistake for each rule, made in a folder that has none: it alone is reported, where it is, with its cure.
/// The lines are those of <see cref="KnowledgeFolder.EntryText"/>.
/// </summary>
public sealed class RuleTests
{
    private const string Rest = KnowledgeFolder.Rest;

    private static readonly Mistake[] Mistakes =
    [
        new("site.yaml is missing", "missing-file", "site.yaml", 0, "copy one", folder => folder.Delete("site.yaml")),
        new("sources.yaml is missing", "missing-file", "sources.yaml", 0, "copy one", folder => folder.Delete("sources.yaml")),
        new("no entry", "no-entries", "entries", 0, "put one Markdown file", folder =>
        {
            folder.Delete(Rest);
            folder.Write("sources.yaml", "{}");
        }),
        new("only drafts", "no-entries", "entries", 0, "status: published", folder => folder.Edit(Rest, "id: rest", "id: rest\nstatus: draft")),

        new("no front matter", "front-matter", Rest, 1, "put the entry's fields between", Entry("Only an answer.\n")),
        new("empty file", "front-matter", Rest, 1, "put the entry's fields between", Entry("")),
        new("front matter never ends", "front-matter", Rest, 1, "add a line '---' below", Edit("\n---\n", "\n")),
        new("empty front matter", "yaml", Rest, 2, "see the other files", Entry("---\n---\nAn answer.\n")),
        new("quote never closed", "yaml", Rest, 3, "mend the YAML", Edit("question: Is", "question: \"Is")),
        new("colon in a plain text", "yaml", Rest, 3, "mend the YAML", Edit("question: Is it", "question: Is it: so")),
        new("key stands twice", "yaml", Rest, 3, "mend the YAML", Edit("id: rest", "id: rest\nid: rest")),
        new("tab for indentation", "yaml", Rest, 5, "mend the YAML", Edit("  - what", "\t- what")),
        new("broken site.yaml", "yaml", "site.yaml", 3, "mend the YAML", folder => folder.Append("site.yaml", "region: [GB\n")),
        new("site.yaml is a list", "yaml", "site.yaml", 1, "see the other files", folder => folder.Write("site.yaml", "- name\n")),
        new("broken sources.yaml", "yaml", "sources.yaml", 2, "mend the YAML", Sources("  title: A title", "  title: \"A\" title")),

        new("misspelt field", "unknown-field", Rest, 19, "known are: category, id", Edit("reviewed: 2026-11-01", "Reviewed: 2026-11-01\nreviewed: 2026-11-01")),
        new("unknown setting", "unknown-field", "site.yaml", 2, "known are: contacts, disclaimer", folder => folder.Append("site.yaml", "colour: red\n")),
        new("unknown text", "unknown-field", "site.yaml", 3, "known are: decline", folder => folder.Append("site.yaml", "texts:\n  goodbye: Bye.\n")),
        new("unknown field of a source", "unknown-field", "sources.yaml", 2, "known are: date", Sources("  title: A title", "  autor: A\n  title: A title")),

        new("list for a text", "wrong-type", Rest, 3, "put it in quotes", Edit("question: Is it better to rest or to exercise?", "question: [Is it?]")),
        new("text for a list", "wrong-type", Rest, 19, "one \"- text\" line each", Edit("sources: [KEY]", "sources: [KEY]\nrelated: walking")),
        new("map in a list", "wrong-type", Rest, 19, "quote a text that holds", Edit("sources: [KEY]", "sources: [KEY]\nrelated: [a: b]")),
        new("text for settings", "wrong-type", "site.yaml", 2, "write indented \"name: value\" lines", folder => folder.Append("site.yaml", "contacts: 123\n")),
        new("unknown status", "wrong-type", Rest, 3, "published or draft", Edit("id: rest", "id: rest\nstatus: live")),
        new("date written otherwise", "wrong-type", Rest, 19, "write it as 2026-11-23", Edit("reviewed: 2026-11-01", "reviewed: 1 Nov 2026")),
        new("date that no calendar has", "wrong-type", Rest, 20, "write it as 2026-11-23", Edit("reviewedBy", "reviewDue: 2026-02-30\nreviewedBy")),
        new("date at the end of time", "wrong-type", Rest, 19, "write it as 2026-11-23", Edit("reviewed: 2026-11-01", "reviewed: 9999-12-31")),

        new("no id", "missing-field", Rest, 2, "add a line \"id: …\"", Edit("id: rest\n", "")),
        new("no question", "missing-field", Rest, 2, "add a line \"question: …\"", Edit("question: Is it better to rest or to exercise?\n", "")),
        new("blank question", "missing-field", Rest, 3, "add a line \"question: …\"", Edit("question: Is it better to rest or to exercise?", "question: \" \"")),
        new("no category", "missing-field", Rest, 2, "add a line \"category: …\"", Edit("category: care\n", "")),
        new("no review day", "missing-field", Rest, 2, "reviewed: 2026-11-23", Edit("reviewed: 2026-11-01\n", "")),
        new("no name of the clinic", "missing-field", "site.yaml", 1, "add a line \"name: …\"", folder => folder.Write("site.yaml", "region: GB\n")),
        new("source without a licence", "missing-field", "sources.yaml", 2, "add a line \"licence: …\"", Sources("  licence: All rights reserved\n", "")),

        new("threshold in percent", "wrong-unit", "site.yaml", 3, "write 0.5 for 50 percent", folder => folder.Append("site.yaml", "thresholds:\n  answer: 50\n")),
        new("threshold with a percent sign", "wrong-unit", "site.yaml", 3, "write 0.5 for 50 percent", folder => folder.Append("site.yaml", "thresholds:\n  suggest: 50%\n")),
        new("suggest above answer", "thresholds", "site.yaml", 4, "make it smaller", folder => folder.Append("site.yaml", "thresholds:\n  answer: 0.5\n  suggest: 0.6\n")),

        new("id is not the file's name", "id", Rest, 2, "rename the file to sleep.md", Edit("id: rest", "id: sleep")),
        new("id in capitals", "id", "entries/care/Rest.md", 2, "small letters", folder =>
        {
            folder.Delete(Rest);
            folder.Write("entries/care/Rest.md", KnowledgeFolder.EntryText("Rest", "Rest?"));
        }),
        new("category is not the folder", "category", Rest, 17, "move the file", Edit("category: care", "category: cure")),
        new("unknown source", "unknown-source", Rest, 18, "add it there", Edit("sources: [KEY]", "sources: [KEY, NHS]")),
        new("source without a web address", "url", "sources.yaml", 4, "https://", Sources("https://example.org/KEY", "example.org")),
        new("source with a script for an address", "url", "sources.yaml", 4, "https://", Sources("https://example.org/KEY", "\"javascript:alert(1)\"")),
        new("source that nobody can look up", "uncitable-source", "sources.yaml", 7, "cite one that says the same", folder =>
        {
            folder.Append("sources.yaml", KnowledgeFolder.Source("SEED"));
            folder.Edit(Rest, "[KEY]", "[KEY, SEED]");
        }),
        new("memory as a source", "uncitable-source", "sources.yaml", 7, "leave the fact out", folder =>
        {
            folder.Append("sources.yaml", KnowledgeFolder.Source("mem"));
            folder.Edit(Rest, "[KEY]", "[KEY, mem]");
        }),
        new("the clinic as a source", "uncitable-source", "sources.yaml", 7, "cite one that says the same", folder =>
        {
            folder.Append("sources.yaml", KnowledgeFolder.Source("CLINIC"));
            folder.Edit(Rest, "[KEY]", "[KEY, CLINIC]");
        }),
        new("unknown warning sign", "unknown-warning", Rest, 19, "known are: rf-chest-breath, rf-fever-joint", Edit("sources: [KEY]", "sources: [KEY]\nwarning: rf-toothache")),
        new("unknown placeholder", "placeholder", Rest, 24, "known are: name, number, phone", Edit("The answer about rest.", "The answer.\n\nRing {telephone}.")),
        new("placeholder with a space", "placeholder", Rest, 22, "known are: name, number, phone", Edit("The answer about rest.", "Ring { phone }.")),
        new("unknown related entry", "unknown-related", Rest, 20, "mend the id", Edit("sources: [KEY]", "sources: [KEY]\nrelated:\n  - walking")),
        new("id taken", "duplicate-id", "entries/cure/rest.md", 2, "give this entry another one", folder =>
            folder.Write("entries/cure/rest.md", KnowledgeFolder.EntryText("rest", "Rest?", "cure").Replace(" rest\n", " the other rest\n", StringComparison.Ordinal).Replace("id: the other rest", "id: rest", StringComparison.Ordinal))),
        new("phrasing of two entries", "duplicate-phrasing", "entries/care/sleep.md", 6, "keep it where it fits best", folder =>
            folder.Write("entries/care/sleep.md", KnowledgeFolder.EntryText("sleep", "Sleep?").Replace("  - tell me of sleep", "  - What about REST?", StringComparison.Ordinal))),
        new("phrasing without a word", "empty-phrasing", Rest, 6, "remove the line", Edit("  - tell me of rest", "  - \"?!\"")),
        new("phrasing left blank", "empty-phrasing", Rest, 6, "remove the line", Edit("  - tell me of rest", "  -")),
        new("no answer", "empty-answer", Rest, 21, "write it below", Edit("The answer about rest.", " \n")),
        new("no source", "no-source", Rest, 18, "add 'sources: [KEY]'", folder =>
        {
            folder.Edit(Rest, "sources: [KEY]", "sources: []");
            folder.Write("sources.yaml", "{}");
        }),
        new("decoy that an entry answers", "answered-decoy", "decoys.txt", 4, "remove it from one of them", folder =>
            folder.Write("decoys.txt", "# Knees\nmy knee cracks\n\nWhat about REST?\n")),
        new("broken synonym rule", "synonyms", "synonyms.txt", 3, "commas between", folder => folder.Write("synonyms.txt", "# Words\nsore, ache\na => b => c\n")),
        new("synonym rule without a word", "synonyms", "synonyms.txt", 1, "commas between", folder => folder.Write("synonyms.txt", "sore, ?!\n")),

        new("entry in Windows-1252", "encoding", Rest, 22, "save it again with the encoding UTF-8", folder =>
            folder.Write(Rest, System.Text.Encoding.Latin1.GetBytes(File.ReadAllText(folder.At(Rest)).Replace("answer about", "résumé of", StringComparison.Ordinal)))),
        new("site in UTF-16", "encoding", "site.yaml", 1, "save it again with the encoding UTF-8", folder =>
            folder.Write("site.yaml", [.. System.Text.Encoding.Unicode.Preamble, .. System.Text.Encoding.Unicode.GetBytes("name: Test Clinic\n")])),
        new("file over 1 MiB", "too-large", Rest, 0, "is it the right file?", folder => folder.Append(Rest, new string('x', KnowledgeReader.MaxFileBytes))),

        new("link to nowhere", "unreadable", Rest, 0, "check that it exists", folder =>
        {
            folder.Delete(Rest);
            File.CreateSymbolicLink(folder.At(Rest), folder.At("nowhere.md"));
        }),

        new("link out of the folder", "link-out", Rest, 0, "put the file itself here", folder =>
        {
            File.WriteAllText(folder.At("../rest.md"), File.ReadAllText(folder.At(Rest)));
            folder.Delete(Rest);
            File.CreateSymbolicLink(folder.At(Rest), "../../../rest.md");
        }),
        new("settings linked from elsewhere", "link-out", "site.yaml", 0, "put the file itself here", folder =>
        {
            File.Move(folder.At("site.yaml"), folder.At("../site.yaml"));
            File.CreateSymbolicLink(folder.At("site.yaml"), folder.At("../site.yaml"));
        }),
        new("folder linked from elsewhere", "link-out", "entries/more", 0, "put the file itself here", folder =>
        {
            Directory.CreateDirectory(folder.At("../more"));
            File.WriteAllText(folder.At("../more/sleep.md"), "Secret.");
            Directory.CreateSymbolicLink(folder.At("entries/more"), folder.At("../more"));
        }),
        new("folder linked to the one above it", "link-out", "entries/care/again", 0, "put the file itself here", folder =>
            Directory.CreateSymbolicLink(folder.At("entries/care/again"), folder.At("entries"))),
        new("link in circles", "unreadable", Rest, 0, "check that it exists", folder =>
        {
            folder.Delete(Rest);
            File.CreateSymbolicLink(folder.At(Rest), folder.At("entries/care/walk"));
            File.CreateSymbolicLink(folder.At("entries/care/walk"), folder.At(Rest));
        }),

        new("threshold that is no fraction", "wrong-unit", "warning-signs.yaml", 6, "write 0.5 for 50 percent", Threshold("thresholds: {stands: 5}")),
        new("threshold of an alert that is no fraction", "wrong-unit", "warning-signs.yaml", 6, "write 0.5 for 50 percent", Threshold("thresholds: {alertPreferred: {own: -0.1}}")),
        new("threshold of another name", "unknown-field", "warning-signs.yaml", 6, "known are: alert, alertPreferred, alertPreferredInPiece, alertSoon, graver, stands, standsPreferred, standsTold, told", Threshold("thresholds: {calmer: 0.1}")),
        new("a category that no entry has", "unknown-category", "warning-signs.yaml", 8, "known are: care", folder => folder.Edit("warning-signs.yaml", "title: Fever,", "title: Fever, heldCategories: [care, excercise],")),
        new("a sign's entry that does not exist", "unknown-entry", "warning-signs.yaml", 7, "mend the id", folder => folder.Edit("warning-signs.yaml", "title: Chest pain,", "title: Chest pain, entry: walking,")),
        new("few phrasings", "few-phrasings", Rest, 5, "add ways in which people ask", Edit("  - tell me of rest\n", ""), Severity.Warning),
        new("review overdue", "review-overdue", Rest, 20, "set 'reviewed'", Edit("reviewed: 2026-11-01", "reviewed: 2026-01-01\nreviewDue: 2026-11-22"), Severity.Warning),
        new("not signed", "unsigned", "entries", 0, "set 'reviewedBy'", Edit("reviewedBy: A. Clinician", "reviewedBy: null"), Severity.Warning),
        new("source that nobody cites", "unused-source", "sources.yaml", 0, "cite it, or remove it", folder => folder.Append("sources.yaml", KnowledgeFolder.Source("OTHER")), Severity.Warning),
        new("synonym in two groups", "synonyms", "synonyms.txt", 2, "keep it in one group", folder => folder.Write("synonyms.txt", "sore, ache\nhurt, sore\n"), Severity.Warning),
    ];

    private static Action<KnowledgeFolder> Threshold(string line) => folder => folder.Edit("warning-signs.yaml", "cues: {negation: [no]}", $"cues: {{negation: [no]}}\n{line}");

    public static TheoryData<string> Names => [.. Mistakes.Select(mistake => mistake.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_is_reported_alone_where_it_is_and_with_its_cure(string name)
    {
        var mistake = Mistakes.Single(mistake => mistake.Name == name);
        using var folder = new KnowledgeFolder();
        mistake.Make(folder);

        var reading = folder.Read();

        var problem = Assert.Single(reading.Problems);
        Assert.Equal((mistake.Rule, mistake.Path, mistake.Line, mistake.Severity), (problem.Rule, problem.Path, problem.Line, problem.Severity));
        Assert.Contains(mistake.Cure, problem.Message, StringComparison.Ordinal);
        Assert.Matches(@"\(.+\)\.$", problem.Message);
        Assert.Equal(mistake.Severity == Severity.Warning, reading.Knowledge is not null);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        using var folder = new TempFolder();

        var reading = KnowledgeReader.Read(folder.At("none"), KnowledgeFolder.Today);

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("missing-folder", folder.At("none")), (problem.Rule, problem.Path));
        Assert.Contains("set Knowledge:Folder", problem.Message, StringComparison.Ordinal);
        Assert.Null(reading.Knowledge);
    }

    [Fact]
    public void An_empty_folder_lacks_both_of_its_files()
    {
        using var folder = new TempFolder();

        var reading = KnowledgeReader.Read(folder.Path, KnowledgeFolder.Today);

        Assert.Equal(
            [("missing-file", "site.yaml"), ("missing-file", "sources.yaml"), ("missing-file", "warning-signs.yaml")],
            reading.Problems.Select(problem => (problem.Rule, problem.Path)));
        Assert.Null(reading.Knowledge);
    }

    [Fact]
    public void Several_mistakes_are_reported_at_once_errors_first()
    {
        using var folder = new KnowledgeFolder();
        folder.Append("site.yaml", "thresholds:\n  answer: 50\n");
        folder.Edit(Rest, "reviewedBy: A. Clinician", "reviewedBy: null");
        folder.Edit(Rest, "sources: [KEY]", "sources: [KEY, NHS]\nrelated: [walking]\ncolour: red");
        folder.Write("entries/care/sleep.md", "No front matter.\n");

        var reading = folder.Read();

        Assert.Equal(
            [
                $"{Rest}:18: unknown-source", $"{Rest}:19: unknown-related", $"{Rest}:20: unknown-field",
                "entries/care/sleep.md:1: front-matter", "site.yaml:3: wrong-unit", "entries:0: unsigned",
            ],
            reading.Problems.Select(problem => $"{problem.Path}:{problem.Line}: {problem.Rule}"));
        Assert.Equal(5, reading.Errors.Count());
        Assert.Null(reading.Knowledge);
    }

    [Fact]
    public void An_entry_that_cannot_be_read_is_not_called_missing_where_others_name_it()
    {
        using var folder = new KnowledgeFolder();
        folder.Edit(Rest, "sources: [KEY]", "sources: [KEY]\nrelated: [sleep]");
        folder.Write("entries/care/sleep.md", "No front matter.\n");

        Assert.Equal("front-matter", Assert.Single(folder.Read().Problems).Rule);
    }

    [Fact]
    public void A_problem_is_written_so_that_editors_make_it_a_link()
    {
        var problem = new KnowledgeProblem(Rest, 18, Severity.Error, "unknown-source", "The source is not there (add it).");

        Assert.Equal("entries/care/rest.md:18: error: The source is not there (add it).", problem.ToString());
    }

    private static Action<KnowledgeFolder> Entry(string text) => folder => folder.Write(Rest, text);

    private static Action<KnowledgeFolder> Edit(string old, string replacement) => folder => folder.Edit(Rest, old, replacement);

    private static Action<KnowledgeFolder> Sources(string old, string replacement) =>
        folder => folder.Edit("sources.yaml", old, replacement);

    private sealed record Mistake(
        string Name, string Rule, string Path, int Line, string Cure, Action<KnowledgeFolder> Make, Severity Severity = Severity.Error);
}
