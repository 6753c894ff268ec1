using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Tests.Knowledge.Checks;

/// <summary>A knowledge folder of three entries in which an editor is told of nothing at all; tests spoil what they speak of.</summary>
internal static class CleanFolder
{
    private static readonly string Numbers = string.Join(", ", new[] { "emergency", "urgentAdvice", "crisis", "poison", "abuse" }
        .Select(purpose => $"{purpose}: {{label: L, phone: '999', page: 'https://example.org', checked: 2026-11-01}}"));

    public const string Rest = KnowledgeFolder.Rest;
    public const string Sleep = "entries/care/sleep.md";

    /// <summary>The line of an entry on which its answer begins; the list is 2 lines below, the last paragraph 8.</summary>
    public const int AnswerLine = 23;
    public const int ListLine = AnswerLine + 2;
    public const int LastParagraphLine = AnswerLine + 8;

    public const string FirstSentence = "Rest helps for a day or two.";
    public const string SeeSomeone = "See someone within days if the pain gets worse.";

    private const string Answer =
        $"""
        {FirstSentence} Then move a little more each day, for joints like to be used. Most people feel better within six weeks.

        - Walk on flat ground for ten minutes, twice a day.
        - Sit on a high chair, and get up every half hour.
        - Use the stairs with a rail.

        Ask at your next visit which moves suit you best.

        **See someone today** if you cannot stand on the leg. {SeeSomeone}
        """;

    public static KnowledgeFolder Create()
    {
        var folder = new KnowledgeFolder();
        folder.Write("site.yaml", $"name: Test Clinic\nregion: GB\nnumbers: {{GB: {{name: the United Kingdom, {Numbers}}}}}\n");
        folder.Edit("warning-signs.yaml", "unsourced: true", "sources: [KEY]");
        folder.Write("glossary.yaml", "terms:\n  bursa: a small cushion\n  stress fracture: a small crack\ndrugs: [ibuprofen]\n");
        folder.Write(Rest, Entry("rest", "sleep", "walk"));
        folder.Write(Sleep, Entry("sleep", "rest", "walk"));
        folder.Write("entries/care/walk.md", Entry("walk", "rest", "sleep"));
        return folder;
    }

    public static IReadOnlyList<KnowledgeProblem> Check(this KnowledgeFolder folder) =>
        KnowledgeReader.Check(folder.Path, KnowledgeFolder.Today).Problems;

    /// <summary>Puts a sentence in front of an answer's first one.</summary>
    public static void Say(this KnowledgeFolder folder, string sentence) => folder.Edit(Rest, FirstSentence, $"{sentence} {FirstSentence}");

    /// <summary>As <see cref="KnowledgeFolder.EntryText"/>, with "related" in line 21 and the answer from line 23 on.</summary>
    public static string Entry(string id, string related, string alsoRelated) =>
        KnowledgeFolder.EntryText(id, $"What about {id} then?")
            .Replace("reviewedBy: A. Clinician", $"reviewedBy: A. Clinician\nrelated: [{related}, {alsoRelated}]", StringComparison.Ordinal)
            .Replace($"The answer about {id}.", Answer, StringComparison.Ordinal);
}
