namespace HipFaqBot.Exchange.Reading;

/// <summary>One question with its answer as another program wrote it: what every reader makes, whatever the format.</summary>
/// <param name="Question">The question, as it stands there.</param>
/// <param name="Answer">The answer in Markdown, line breaks as <c>\n</c>.</param>
/// <param name="Line">Line or row of the source where it begins.</param>
internal sealed record ForeignEntry(string Question, string Answer, int Line)
{
    /// <summary>The number or name by which the source's own prompts speak of it.</summary>
    public string? Key { get; init; }

    /// <summary>The entry's id, where the file was written by <c>hipfaq export</c>.</summary>
    public string? Id { get; init; }

    public IReadOnlyList<string> Phrasings { get; init; } = [];

    public string? Category { get; init; }

    /// <summary>Keys of <c>sources.yaml</c>.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Ids of entries to go on with.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];

    /// <summary>Follow-ups of the source, to become <see cref="Related"/> once the ids are known.</summary>
    public IReadOnlyList<Prompt> Prompts { get; init; } = [];

    public string? Scope { get; init; }

    public string? Warning { get; init; }

    public string? Language { get; init; }

    /// <summary>What the source says of the entry and no field holds: it goes to the record of the import.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Kept { get; init; } = [];
}

/// <summary>A follow-up: the words on the button, and the key (<c>90</c>) or question (<c>?book-flight</c>) that it leads to.</summary>
internal sealed record Prompt(string Text, string Target);
