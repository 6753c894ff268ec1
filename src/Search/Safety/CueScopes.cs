namespace HipFaqBot.Search.Safety;

/// <summary>How far a "no", "years ago" or "what is" reaches, word by word. Lengths were set on the phrasings of the file's own signs.</summary>
internal sealed class CueScopes
{
    private const int DenialReach = 6;

    /// <summary>The same of one thing that is named at length: "not a leg that is suddenly shorter".</summary>
    private const int ThingReach = 10;

    /// <summary>The same of all that is said: "it is not true that …".</summary>
    private const int AllReach = 16;

    /// <summary>How far a time reaches where no verb bears it out; where one does it has its whole thought.</summary>
    private const int PastReach = 8;

    private const int SettledReach = 30;

    /// <summary>The same where no comma parts it, as people write who use none.</summary>
    private const int SettledRunOnReach = 10;

    private const int ThoughtReach = 25;

    /// <summary>What is told so soon after something has settled is looked at before the settling is believed.</summary>
    private const int AfterwardsReach = 20;

    /// <summary>What has always been so is told in the present and is no news.</summary>
    private static readonly HashSet<string> Usual = new(["always", "usual", "life", "birth", "childhood"], StringComparer.Ordinal);

    /// <summary>What ends with one of these refuses all that was named before it, in whatever time: "nothing of the kind", "neither has happened".</summary>
    private static readonly HashSet<string> Refusing = new(["kind", "sort", "neither", "none", "any", "anything", "nothing"], StringComparer.Ordinal);

    /// <summary>With these a sentence tells how what the one before said has ended: "It went away."</summary>
    private static readonly HashSet<string> Ending = new(["it", "its", "that", "thats", "this", "they", "all", "both", "gone"], StringComparer.Ordinal);

    private static readonly HashSet<string> Prepositions = new(
        ["of", "in", "on", "at", "to", "from", "with", "between", "over", "under", "round", "around", "through", "down", "up", "for", "by", "into", "onto", "off", "after", "before", "behind", "near", "inside", "across"], StringComparer.Ordinal);

    /// <summary>After these another thought begins even in what is denied as a whole.</summary>
    private static readonly HashSet<string> Turning = new(["but", "however", "although", "though", "yet", "except", "still", "because", "cos", "since", "so", "now", "instead", "then", "when"], StringComparer.Ordinal);

    /// <summary>With these somebody tells of himself.</summary>
    internal static readonly HashSet<string> Selves = new(["i", "im", "ive", "ill", "id", "my"], StringComparer.Ordinal);

    private readonly List<MessageWord> _words;
    private readonly List<(Cue Cue, int First, int Last)> _cues;
    private readonly bool[] _breaks;
    private readonly bool[] _facts;
    private readonly bool[] _said;
    private readonly Thoughts _thoughts;

    /// <param name="said">Whether each word is part of something that can be denied or over.</param>
    public CueScopes(List<MessageWord> words, List<(Cue Cue, int First, int Last)> cues, bool[] said)
    {
        _words = words;
        _cues = cues;
        _said = said;
        _breaks = Starts(Cue.Break);
        _facts = Starts(Cue.Happened);
        for (var i = 1; i < words.Count; i++)
        {
            // "Numb between my legs" goes on; "someone ill and shivery" is no "I'll".
            _breaks[i] &= !(words[i].Text is "my" or "it" && words[i].Clause == words[i - 1].Clause && Prepositions.Contains(words[i - 1].Text));
            _facts[i] &= words[i].Text != "ill" || words[i].Clause != words[i - 1].Clause || words[i - 1].Text is "and" or "but" or "so" or "or" or "if" or "that" or "then" or "when" or "because";
        }

        _thoughts = new Thoughts(words, cues, _breaks);
        OfSomeoneElse = Persons();
        Denied = new bool[words.Count];
        Past = new bool[words.Count];
        Settled = new bool[words.Count];
        Educational = new bool[words.Count];
        Hypothetical = new bool[words.Count];
        Harmless = new bool[words.Count];
        OfThing = new bool[words.Count];
        foreach (var (_, first, last) in cues.Where(cue => cue.Cue == Cue.Negation))
        {
            Deny(first, last);
        }

        var frames = new Frames(words, cues, _breaks, _facts, said, _thoughts);
        foreach (var (cue, first, last) in cues)
        {
            switch (cue)
            {
                case Cue.Past:
                    MarkPast(first, last);
                    break;
                case Cue.Settled:
                    Settle(first, last);
                    break;
                case Cue.Educational:
                    frames.Mark(Educational, first, last);
                    break;
                case Cue.Quoted:
                    frames.Mark(Educational, first, last, isQuoted: true);
                    break;
                case Cue.EducationalAfter:
                    frames.MarkBefore(Educational, first, last);
                    break;
                case Cue.Hypothetical:
                    frames.Mark(Hypothetical, first, last);
                    break;
                case Cue.Harmless:
                    Array.Fill(Harmless, true, first, last - first + 1);
                    break;
            }
        }

        frames.MarkConditions(Hypothetical);
        new Things(words, cues, _thoughts).Mark(OfThing);
        var questions = GeneralQuestions.Of(words, cues);
        foreach (var (first, last, isPlain) in questions)
        {
            for (var i = first; i <= last && isPlain; i++)
            {
                Hypothetical[i] = true;
            }
        }

        HasAside = questions.Count > 0 || cues.Exists(cue => cue.Cue is Cue.Negation or Cue.Past or Cue.Settled or Cue.Educational or Cue.Quoted or Cue.EducationalAfter or Cue.Hypothetical or Cue.Harmless or Cue.Thing);
    }

    /// <summary>Whether anything in the message may be denied, over, asked about, imagined or an idiom.</summary>
    public bool HasAside { get; }

    private bool[] Harmless { get; }

    /// <summary>Whether the word is said of something that is no person.</summary>
    private bool[] OfThing { get; }

    private bool[] Denied { get; }

    private bool[] Past { get; }

    private bool[] Settled { get; }

    private bool[] Educational { get; }

    private bool[] Hypothetical { get; }

    /// <summary>Whether the word belongs to what is said of somebody else.</summary>
    private bool[] OfSomeoneElse { get; }

    /// <summary>Whether the word belongs to what is said of somebody else.</summary>
    public bool IsOfSomeoneElse(int word) => OfSomeoneElse[word];

    /// <summary>What the words around do to a word; an idiom's own words and what is said of a thing count as denied.</summary>
    public MentionScope Of(int word) =>
        (Denied[word] || Harmless[word] || OfThing[word] ? MentionScope.Denied : MentionScope.None)
        | (Past[word] ? MentionScope.Past : MentionScope.None)
        | (Settled[word] ? MentionScope.Settled : MentionScope.None)
        | (Educational[word] ? MentionScope.Educational : MentionScope.None)
        | (Hypothetical[word] ? MentionScope.Hypothetical : MentionScope.None);

    /// <summary>What the words around do to a mention.</summary>
    public MentionScope Of(Mention mention, ConceptKind kind)
    {
        // "I'm a teenager" begins with the writer, "my son, aged 13" with the son.
        var scope = OfSomeoneElse[kind == ConceptKind.Person ? mention.First : mention.Last] ? MentionScope.SomeoneElse : MentionScope.None;
        if (kind == ConceptKind.Place)
        {
            return scope;
        }

        scope |= Denied[mention.First] || OfThing[mention.Last] ? MentionScope.Denied : MentionScope.None;
        if (kind == ConceptKind.Happening || mention.First == 0 || !Selves.Contains(_words[mention.First - 1].Text))
        {
            // "What can I give my three year old": the age is no question.
            scope |= Educational[mention.First] ? MentionScope.Educational : MentionScope.None;
            scope |= Hypothetical[mention.First] ? MentionScope.Hypothetical : MentionScope.None;
        }

        if (kind == ConceptKind.Happening)
        {
            scope |= Past[mention.Last] ? MentionScope.Past : MentionScope.None;
            scope |= Settled[mention.Last] ? MentionScope.Settled : MentionScope.None;
        }

        return scope;
    }

    private bool[] Starts(Cue kind)
    {
        var starts = new bool[_words.Count];
        foreach (var (_, first, _) in _cues.Where(cue => cue.Cue == kind))
        {
            starts[first] = true;
        }

        return starts;
    }

    /// <summary>
    /// The person spoken of last; before the first is named, the first one. "They" is nobody until somebody else is named: "they said it
    /// can wait", "pus around them".
    /// </summary>
    private bool[] Persons()
    {
        var others = new bool[_words.Count];
        var persons = _cues.Where(cue => cue.Cue is Cue.Self or Cue.SomeoneElse).OrderBy(cue => cue.First).ToList();
        var named = persons.Where(person => person.Cue == Cue.SomeoneElse && _words[person.First].Text is not ("they" or "them")).Select(person => person.First).FirstOrDefault(int.MaxValue);
        persons.RemoveAll(person => person.Cue == Cue.SomeoneElse && person.First < named);
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
        if (EndsNow(last))
        {
            return;
        }

        // "It is not true that my calf is hot" denies what is said, "nothing between my legs has gone numb" what is said of nothing.
        var isAll = _words[last].Text is "that" or "say" or "saying" || (_words[first].Text is "nothing" or "none" or "neither" && first == _thoughts.FirstOf(first) && last == first);
        var isThing = last > first || (last + 1 < _words.Count && _words[last + 1].Text is "a" or "an" or "any");
        for (var i = last + 1; i < _words.Count && i - last <= (isAll ? AllReach : isThing ? ThingReach : DenialReach); i++)
        {
            if (!IsNear(i, last) || (_breaks[i] && !(isAll ? !Turning.Contains(_words[i].Text) : last > first && (i == last + 1 || (i == last + 2 && _words[i].Text == "my"))))
                || (_words[i].Clause != _words[i - 1].Clause && !Frames.ListGoesOn(_words, _breaks, i) && !_thoughts.IsInList(i))
                || (isThing && !isAll && (_thoughts.IsTold(i) || _words[i].Text is "is" or "are" or "am" or "cant" or "cannot"))
                || (_words[i].Text == "and" && _words[last].Text is not ("no" or "without" or "never" or "neither") && !(isThing && IsNoun(i + 1)) && !isAll))
            {
                return;
            }

            Denied[i] = true;
        }
    }

    /// <summary>Whether what follows an "and" may be one more thing that is denied: "not a drooping face and slurred speech".</summary>
    private bool IsNoun(int from)
    {
        for (var i = from; i < _words.Count && _thoughts[i] == _thoughts[from]; i++)
        {
            if (_breaks[i] || _thoughts.IsTold(i) || (_facts[i] && i == from) || _words[i].Text is "cant" or "cannot" or "wont")
            {
                return false;
            }
        }

        return from < _words.Count;
    }

    /// <summary>"I never had chest pain until this evening" denies nothing.</summary>
    private bool EndsNow(int last)
    {
        for (var i = last + 1; i + 1 < _words.Count && i - last <= ThoughtReach && IsNear(i, last); i++)
        {
            if (_words[i].Text is "until" or "till" or "before" && _thoughts.IsNow(i + 1))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A time reaches as far as its thought, and into those before and after it that are told in the past as well; not to what a verb in
    /// the present says, nor past a nearer "today".
    /// </summary>
    private void MarkPast(int first, int last)
    {
        if (_thoughts.IsTakenUp(last) || GoesOnAfter(last, isJoined: true))
        {
            return;
        }

        var (from, to) = (_thoughts.FirstOf(first), _thoughts.LastOf(last));
        for (var i = Math.Max(from, first - ThoughtReach); i <= Math.Min(to, last + ThoughtReach); i++)
        {
            var distance = Math.Max(0, Math.Max(first - i, i - last));
            Past[i] |= distance == 0
                || (_thoughts.TenseOf(i) != Tense.Present && (i > last || _thoughts.TenseOf(first) != Tense.Present) && distance <= (_thoughts.TenseOf(i) == Tense.Past ? ThoughtReach : PastReach) && !IsNearerNow(i, distance, from, to));
        }

        while (to + 1 < _words.Count && IsNear(to + 1, last) && _words[to + 1].Text is not "but" && (_thoughts.IsPast(from, to) || IsDate(from, to)) && _thoughts.IsPast(to + 1, _thoughts.LastOf(to + 1)))
        {
            from = to + 1;
            to = _thoughts.LastOf(from);
            Array.Fill(Past, true, from, to - from + 1);
        }

        for (from = _thoughts.FirstOf(first); from > 0 && IsNear(from - 1, first) && (_thoughts.IsPast(_thoughts.FirstOf(from - 1), from - 1) || IsSilent(_thoughts.FirstOf(from - 1), from - 1));)
        {
            to = from;
            from = _thoughts.FirstOf(from - 1);
            Array.Fill(Past, true, from, to - from);
        }
    }

    /// <summary>Nothing but a time: "last time, in 2010, aspirin made me …".</summary>
    private bool IsDate(int from, int to) => to - from < 4 && IsSilent(from, to);

    /// <summary>Tells nothing and no time of its own: "…, treated, years ago now".</summary>
    private bool IsSilent(int from, int to) => Enumerable.Range(from, to - from + 1).All(i => _thoughts.TenseOf(i) == Tense.None && !_said[i] && !_thoughts.IsNow(i));

    /// <summary>"I have sickle cell and had a crisis years ago": the nearer tells the time; "a fall last year and now I cannot stand": what follows does.</summary>
    private bool IsNearerNow(int word, int distance, int from, int to)
    {
        for (var i = Math.Max(from, word - ThoughtReach); i <= Math.Min(to, word + ThoughtReach); i++)
        {
            if (_thoughts.IsNow(i) && (i >= word || word - i < distance))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What went before in the sentence, or in the one before where this one only says how it ended; not what is told in the present,
    /// not a loss of one's own ("my sight has gone", "gone numb"), and nothing at all where something is told after it that is happening: "felt fine after the fall, now I cannot stand".
    /// </summary>
    private void Settle(int first, int last)
    {
        var isUsual = Enumerable.Range(first, last - first + 1).Any(i => Usual.Contains(_words[i].Text) || (Refusing.Contains(_words[i].Text) && last == _thoughts.LastOf(last)));
        if (!isUsual && IsLoss(first, last))
        {
            return;
        }

        Array.Fill(Settled, true, first, last - first + 1);
        if (_cues.Exists(cue => cue.Cue == Cue.Negation && cue.Last == first - 1) || GoesOnAfter(last) || _thoughts.IsTakenUp(last))
        {
            return;
        }

        var sentence = _words[first].Sentence;
        var hasOwn = false;
        var speaksBack = Ending.Contains(_words[first].Text);
        for (var i = first - 1; i >= 0 && first - i <= SettledReach && (_words[i].Sentence == sentence || (_words[i].Sentence == sentence - 1 && !hasOwn)); i--)
        {
            if (_words[i].Sentence != sentence && _words[i + 1].Sentence == sentence && !speaksBack && !Ending.Contains(_words[i + 1].Text) && !_thoughts.IsPast(_thoughts.FirstOf(i), i))
            {
                return;
            }

            if (_words[i].Clause == _words[first].Clause && first - i > SettledRunOnReach)
            {
                return;
            }

            hasOwn |= _words[i].Sentence == sentence && _said[i];
            Settled[i] |= (isUsual || _thoughts.TenseOf(i) != Tense.Present) && !_thoughts.HasNow(i);
        }
    }

    private bool IsLoss(int first, int last)
    {
        var start = _thoughts.FirstOf(first);
        return (last + 1 < _words.Count && _said[last + 1] && !_thoughts.IsNow(last + 1) && _thoughts[last + 1] == _thoughts[last])
            || Enumerable.Range(start, first - start).Any(i => _facts[i] && _words[i].Text == "my");
    }

    /// <param name="isJoined">Whether only what follows without a comma counts: "a fall last year and now I cannot stand".</param>
    private bool GoesOnAfter(int last, bool isJoined = false)
    {
        for (var i = last + 1; i < _words.Count && i - last <= AfterwardsReach && (!isJoined || _words[i].Clause == _words[last].Clause); i++)
        {
            if (_said[i] && !Denied[i] && !_thoughts.IsNow(i) && _thoughts[i] != _thoughts[last] && _thoughts.HasNow(i))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsNear(int one, int other) => _words[one].Sentence == _words[other].Sentence;
}
