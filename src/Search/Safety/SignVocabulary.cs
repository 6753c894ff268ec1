namespace HipFaqBot.Search.Safety;

/// <summary>How time and denial touch a concept.</summary>
internal enum ConceptKind
{
    /// <summary>A part of the body or a thing: neither denied nor past ("no pain in my calf" speaks of the calf).</summary>
    Place,

    /// <summary>Can be denied, but stays true when it is long ago: an operation, a cancer, an age.</summary>
    Lasting,

    /// <summary>Can be denied, long past, or settled.</summary>
    Happening,

    /// <summary>Who the writer is, an age: as <see cref="Lasting"/>, but evidence of no sign, and nothing that is learned from sees it.</summary>
    Person,
}

/// <summary>What words around a concept do to it.</summary>
internal enum Cue
{
    /// <summary>Denies what follows: no, without.</summary>
    Negation,

    /// <summary>Holds a no or not that denies nothing: not sure, no idea.</summary>
    NotDenying,

    /// <summary>Ends what a negation denies: but.</summary>
    Break,

    /// <summary>Puts what stands near it long ago.</summary>
    Past,

    /// <summary>Says that what went before is over.</summary>
    Settled,

    /// <summary>Says that it is happening: still, since, today.</summary>
    Present,

    /// <summary>A verb in the present: is, have, cannot.</summary>
    PresentTense,

    /// <summary>A verb in the past: was, had, went.</summary>
    PastTense,

    /// <summary>Tells what somebody did or what befell them, which no question around it takes back: I took, she fell.</summary>
    Happened,

    /// <summary>Asks to learn: what is, signs of.</summary>
    Educational,

    /// <summary>Tells what others say, ask or write: the leaflet lists, they asked about.</summary>
    Quoted,

    /// <summary>Asks to learn of what went before: meaning, explained.</summary>
    EducationalAfter,

    /// <summary>Imagines: what if, could I get.</summary>
    Hypothetical,

    /// <summary>An idiom or a harmless thing; the concepts in it are not meant.</summary>
    Harmless,

    /// <summary>The person who writes: i, me.</summary>
    Self,

    /// <summary>Somebody else: my mum, she.</summary>
    SomeoneElse,

    /// <summary>What is no person, as that of which something is said: the dog, my printer.</summary>
    Thing,

    /// <summary>A word that lists with others before one thing: a red, hot, open scar.</summary>
    Quality,

    /// <summary>Says yes to a question.</summary>
    Yes,
}

/// <summary>One way to say a concept or cue, with word groups still unexpanded.</summary>
internal sealed record Wording(string Text, long Line);

/// <summary>A concept with the ways to say it.</summary>
internal sealed record Concept(string Name, ConceptKind Kind, IReadOnlyList<Wording> Wordings)
{
    /// <summary>Whether it says that something happens or is so, and may speak for a sign by itself.</summary>
    public bool IsEvidence => Kind is ConceptKind.Lasting or ConceptKind.Happening;
}

/// <summary>A cue with the ways to say it.</summary>
internal sealed record CueWordings(Cue Cue, IReadOnlyList<Wording> Wordings);

/// <summary>All words that the detector knows.</summary>
/// <param name="Groups">Words that stand for each other inside wordings: <c>&lt;cannot&gt;</c>.</param>
/// <param name="Concepts">The concepts.</param>
/// <param name="Cues">The cues.</param>
/// <param name="Ordinary">Words that are never a misspelling of a known one.</param>
internal sealed record SignVocabulary(
    WordGroups Groups,
    IReadOnlyList<Concept> Concepts,
    IReadOnlyList<CueWordings> Cues,
    IReadOnlyList<string> Ordinary)
{
    public static SignVocabulary Empty { get; } =
        new(WordGroups.None, [], [], []);
}
