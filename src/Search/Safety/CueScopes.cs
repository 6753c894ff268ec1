namespace HipFaqBot.Search.Safety;

/// <summary>How far a "no", "years ago" or "what is" reaches, word by word. Lengths were set on the phrasings of the file's own signs.</summary>
internal sealed class CueScopes
{
    private const int DenialReach = 6;
    private const int PastReach = 8;
    private const int SettledReach = 8;
    private const int PresentReach = 10;
    private const int QuestionReach = 12;

    private readonly List<MessageWord> _words;
    private readonly List<(Cue Cue, int First, int Last)> _cues;
    private readonly bool[] _breaks;

    public CueScopes(List<MessageWord> words, List<(Cue Cue, int First, int Last)> cues)
    {
        _words = words;
        _cues = cues;
        _breaks = new bool[words.Count];
        foreach (var (_, first, _) in cues.Where(cue => cue.Cue == Cue.Break))
        {
            _breaks[first] = true;
        }

        OfSomeoneElse = Persons();
        Denied = new bool[words.Count];
        Past = new bool[words.Count];
        Settled = new bool[words.Count];
        Educational = new bool[words.Count];
        Hypothetical = new bool[words.Count];
        var present = new bool[words.Count];
        var harmless = new bool[words.Count];
        foreach (var (cue, first, last) in cues)
        {
            switch (cue)
            {
                case Cue.Negation:
                    Deny(first, last);
                    break;
                case Cue.Past:
                    Mark(Past, first, last, PastReach, back: true, forward: true);
                    break;
                case Cue.Settled:
                    Mark(Settled, first, last, SettledReach, back: true, forward: false, acrossBreaks: true);
                    break;
                case Cue.Educational:
                    Mark(Educational, first, last, QuestionReach, back: false, forward: true);
                    break;
                case Cue.EducationalAfter:
                    Mark(Educational, first, last, QuestionReach, back: true, forward: false);
                    break;
                case Cue.Hypothetical:
                    Mark(Hypothetical, first, last, QuestionReach, back: false, forward: true);
                    break;
                case Cue.Harmless:
                    Array.Fill(harmless, true, first, last - first + 1);
                    break;
                case Cue.Present:
                    Mark(present, first, last, PresentReach, back: true, forward: true, acrossBreaks: true);
                    break;
            }
        }

        Harmless = harmless;
        var past = Distances(Cue.Past);
        var nearest = Distances(Cue.Present);
        for (var i = 0; i < words.Count; i++)
        {
            if (present[i])
            {
                // "I have sickle cell and had a crisis years ago": the nearer tells the time; "a fall last year and now I cannot stand": what follows does.
                Past[i] &= past[i] < nearest[i];
                Settled[i] = Educational[i] = Hypothetical[i] = false;
            }
        }
    }

    /// <summary>From each word to the nearest cue of a kind, in words; a later cue that it is happening counts as nearest.</summary>
    private int[] Distances(Cue kind)
    {
        var distances = new int[_words.Count];
        Array.Fill(distances, int.MaxValue);
        foreach (var (cue, first, last) in _cues)
        {
            for (var i = Math.Max(0, first - PresentReach); cue == kind && i < Math.Min(distances.Length, last + PresentReach + 1); i++)
            {
                distances[i] = Math.Min(distances[i], kind == Cue.Present && i <= last ? 0 : Math.Max(0, Math.Max(first - i, i - last)));
            }
        }

        return distances;
    }

    private bool[] Harmless { get; }

    private bool[] Denied { get; }

    private bool[] Past { get; }

    private bool[] Settled { get; }

    private bool[] Educational { get; }

    private bool[] Hypothetical { get; }

    /// <summary>Whether the word belongs to what is said of somebody else.</summary>
    private bool[] OfSomeoneElse { get; }

    /// <summary>Whether the word belongs to what is said of somebody else.</summary>
    public bool IsOfSomeoneElse(int word) => OfSomeoneElse[word];

    /// <summary>What the words around do to a word; an idiom's own words count as denied.</summary>
    public MentionScope Of(int word) =>
        (Denied[word] || Harmless[word] ? MentionScope.Denied : MentionScope.None)
        | (Past[word] ? MentionScope.Past : MentionScope.None)
        | (Settled[word] ? MentionScope.Settled : MentionScope.None)
        | (Educational[word] ? MentionScope.Educational : MentionScope.None)
        | (Hypothetical[word] ? MentionScope.Hypothetical : MentionScope.None);

    /// <summary>What the words around do to a mention.</summary>
    public MentionScope Of(Mention mention, ConceptKind kind)
    {
        var scope = OfSomeoneElse[mention.Last] ? MentionScope.SomeoneElse : MentionScope.None;
        if (kind == ConceptKind.Place)
        {
            return scope;
        }

        scope |= Denied[mention.First] ? MentionScope.Denied : MentionScope.None;
        scope |= Educational[mention.First] ? MentionScope.Educational : MentionScope.None;
        scope |= Hypothetical[mention.First] ? MentionScope.Hypothetical : MentionScope.None;
        if (kind == ConceptKind.Happening)
        {
            scope |= Past[mention.Last] ? MentionScope.Past : MentionScope.None;
            scope |= Settled[mention.Last] ? MentionScope.Settled : MentionScope.None;
        }

        return scope;
    }

    /// <summary>The person spoken of last; before the first is named, the first one.</summary>
    private bool[] Persons()
    {
        var others = new bool[_words.Count];
        var persons = _cues.Where(cue => cue.Cue is Cue.Self or Cue.SomeoneElse).OrderBy(cue => cue.First).ToList();
        var at = 0;
        var other = persons.Count > 0 && persons[0].Cue == Cue.SomeoneElse;
        for (var i = 0; i < others.Length; i++)
        {
            while (at < persons.Count && persons[at].First <= i)
            {
                other = persons[at++].Cue == Cue.SomeoneElse;
            }

            others[i] = other;
        }

        return others;
    }

    /// <summary>
    /// To the end of the clause, or over a comma where a list goes on to its "or" ("no fever, chills or swelling"), and never over
    /// a word that begins another thought ("no fever my hip is hot"), save right after "isn't saying".
    /// </summary>
    private void Deny(int first, int last)
    {
        for (var i = last + 1; i < _words.Count && i - last <= DenialReach; i++)
        {
            if (_words[i].Sentence != _words[last].Sentence || (_breaks[i] && (last == first || i > last + 1)) || (_words[i].Clause != _words[i - 1].Clause && !ListGoesOn(i))
                || (_words[i].Text == "and" && _words[last].Text is not ("no" or "without")))
            {
                return;
            }

            Denied[i] = true;
        }
    }

    private bool ListGoesOn(int from)
    {
        for (var i = from; i < _words.Count && i - from < DenialReach && !_breaks[i]; i++)
        {
            if (_words[i].Text is "or" or "nor")
            {
                return true;
            }
        }

        return false;
    }

    private void Mark(bool[] marks, int first, int last, int reach, bool back, bool forward, bool acrossBreaks = false)
    {
        Array.Fill(marks, true, first, last - first + 1);
        for (var i = last + 1; forward && i < _words.Count && i - last <= reach && Near(i, last) && (acrossBreaks || !_breaks[i] || i == last + 1); i++)
        {
            marks[i] = true;
        }

        for (var i = first - 1; back && i >= 0 && first - i <= reach && Near(i, first) && (acrossBreaks || !_breaks[i + 1] || _words[i + 1].Text == "my" || i + 1 == first); i--)
        {
            marks[i] = true;
        }
    }

    private bool Near(int one, int other) => _words[one].Sentence == _words[other].Sentence;
}
