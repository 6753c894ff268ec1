namespace HipFaqBot.Search.Knowledge;

/// <summary>One question with its curated answer, as one Markdown file holds it.</summary>
/// <param name="Id">Stable name, the same as the file's: <c>pt-duration</c>.</param>
/// <param name="Question">The question in the knowledge base's own words; what a person is shown when asked "did you mean".</param>
/// <param name="Phrasings">Other ways in which people ask it.</param>
/// <param name="Category">The folder that holds the entry.</param>
/// <param name="Answer">The answer in Markdown.</param>
public sealed record Entry(string Id, string Question, IReadOnlyList<string> Phrasings, string Category, string Answer)
{
    /// <summary>The sources behind the answer, in the order in which they are shown.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>Sentences of the answer that no source stands behind yet: advice to seek help sooner, which is kept all the same.</summary>
    public IReadOnlyList<string> Unsourced { get; init; } = [];

    /// <summary>What it is called in words, where its id says so ("card arrival"); it teaches as a phrasing does. Null for entries with a file of their own.</summary>
    public string? Name { get; init; }

    /// <summary>How the entry differs from its neighbours; for editors only.</summary>
    public string? Scope { get; init; }

    /// <summary>The day on which the answer was written or last reviewed.</summary>
    public DateOnly Reviewed { get; init; }

    /// <summary>The day by which it is to be reviewed again: a year after <see cref="Reviewed"/> unless the file says otherwise.</summary>
    public DateOnly ReviewDue { get; init; }

    /// <summary>The clinician who signed the answer; null while it is a draft for clinical review.</summary>
    public string? ReviewedBy { get; init; }

    /// <summary>Ids of entries to go on with.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];

    /// <summary>Id of the warning sign whose advice the answer must carry, if any.</summary>
    public string? Warning { get; init; }

    /// <summary>Whether the answer speaks of how much of a medicine is the most: never served to somebody who spoke of self-harm.</summary>
    public bool NamesMaximumDose { get; init; }

    /// <summary>Whether the entry is served.</summary>
    public EntryStatus Status { get; init; } = EntryStatus.Published;

    /// <summary>BCP 47 language of the question, phrasings and answer.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Where the entry stands, relative to the knowledge folder; for messages to editors.</summary>
    public string Path { get; init; } = "";
}
