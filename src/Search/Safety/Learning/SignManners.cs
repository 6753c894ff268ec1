namespace HipFaqBot.Search.Safety.Learning;

/// <summary>In what manner a window says its concepts: what its meaning as a vector hardly shows, and what decides whether it is a sign.</summary>
[Flags]
internal enum SignManners
{
    /// <summary>No concept is said.</summary>
    None = 0,

    /// <summary>It is a question that speaks of nobody.</summary>
    General = 1,

    /// <summary>A concept is denied.</summary>
    Denied = 2,

    /// <summary>A concept is of the past or settled.</summary>
    Over = 4,

    /// <summary>A concept is asked about or imagined.</summary>
    Imagined = 8,

    /// <summary>A concept that is no mere place is said plainly.</summary>
    Plain = 16,
}

/// <summary>Tells in what manner a window says its concepts.</summary>
internal sealed class MannerReader(SignVocabulary vocabulary)
{
    /// <summary>Kinds of manner.</summary>
    public const int Kinds = 5;

    private readonly bool[] _isEvidence = [.. vocabulary.Concepts.Select(concept => concept.IsEvidence)];

    /// <summary>The manners of a window, all that there are.</summary>
    public SignManners Read(MessageReading reading, SignWindow window)
    {
        var scopes = MentionScope.None;
        var manners = reading.IsGeneral(window.First, window.Last) ? SignManners.General : SignManners.None;
        foreach (var (concept, mentions) in reading.Mentions)
        {
            foreach (var mention in MessageReading.Between(mentions, window.First, window.Last))
            {
                if (mention.Last <= window.Last)
                {
                    scopes |= mention.Scope;
                    manners |= !_isEvidence[concept] || mention.Has(~MentionScope.SomeoneElse) ? SignManners.None : SignManners.Plain;
                }
            }
        }

        return manners
            | ((scopes & MentionScope.Denied) != 0 ? SignManners.Denied : SignManners.None)
            | ((scopes & (MentionScope.Past | MentionScope.Settled)) != 0 ? SignManners.Over : SignManners.None)
            | ((scopes & (MentionScope.Educational | MentionScope.Hypothetical)) != 0 ? SignManners.Imagined : SignManners.None);
    }
}
