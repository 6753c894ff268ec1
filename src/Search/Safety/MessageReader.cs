using HipFaqBot.Search.Safety.Learning;

namespace HipFaqBot.Search.Safety;

/// <summary>Finds the concepts and cues of a message. Made once for a version of the knowledge; safe for many threads.</summary>
internal sealed class MessageReader
{
    private static readonly int CueCount = Enum.GetValues<Cue>().Length;
    private const int LongestYes = 7;

    /// <summary>Stands for a word that was not kept.</summary>
    private const string Unknown = "…";

    private readonly Lexicon _lexicon;
    private readonly WordingTree _tree;
    private readonly ConceptKind[] _kinds;
    private readonly bool[] _isEvidence;

    public MessageReader(SignVocabulary vocabulary)
    {
        _lexicon = new Lexicon(vocabulary.Ordinary);
        _tree = new WordingTree(_lexicon);
        _kinds = [.. vocabulary.Concepts.Select(concept => concept.Kind)];
        _isEvidence = [.. vocabulary.Concepts.Select(concept => concept.IsEvidence)];
        foreach (var (cue, wordings) in vocabulary.Cues)
        {
            Add(wordings, (int)cue);
        }

        for (var i = 0; i < vocabulary.Concepts.Count; i++)
        {
            Add(vocabulary.Concepts[i].Wordings, CueCount + i);
        }

        void Add(IReadOnlyList<Wording> wordings, int meaning)
        {
            foreach (var wording in wordings)
            {
                if (Wordings.Read(wording.Text, vocabulary.Groups) is { } parts)
                {
                    _tree.Add(parts, meaning);
                }
            }
        }
    }

    /// <param name="withTokens">Whether the words are wanted as the learned detector sees them.</param>
    public MessageReading Read(string message, bool withTokens = false)
    {
        var words = MessageWords.Of(message);
        var ids = new int[words.Count];
        for (var i = 0; i < words.Count; i++)
        {
            ids[i] = _lexicon.Find(words[i].Text);
        }

        return Read(words, ids, withTokens);
    }

    /// <summary>The last words of a message as they may be kept: <see cref="MessageTrace.LastWords"/>.</summary>
    public IReadOnlyList<uint> LastWords(MessageReading reading, int most)
    {
        var known = reading.Known;
        var hashes = new uint[Math.Min(most, known.Count)];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = _lexicon.HashOf(known[known.Count - hashes.Length + i]);
        }

        return hashes;
    }

    /// <summary>A message read on from the last words of the one before, as if both were one sentence.</summary>
    public MessageReading ReadOn(IReadOnlyList<uint> lastWords, MessageReading reading)
    {
        int[] ids = [.. lastWords.Select(_lexicon.Find), .. reading.Known];
        var words = new List<MessageWord>(ids.Length);
        for (var i = 0; i < lastWords.Count; i++)
        {
            words.Add(new MessageWord(ids[i] < 0 ? Unknown : _lexicon.StemOf(ids[i]), i, 0, 0));
        }

        words.AddRange(reading.Words.Select(word => word with { Place = word.Place + lastWords.Count }));
        return Read(words, ids, reading.Tokens.Count > 0);
    }

    private MessageReading Read(List<MessageWord> words, int[] ids, bool withTokens)
    {
        var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(words);
        var cues = new List<(Cue Cue, int First, int Last)>();
        var mentions = new List<Mention>();
        for (var i = 0; i < words.Count; i++)
        {
            _tree.Find(span, ids, i, (meaning, first, last) =>
            {
                if (meaning < CueCount)
                {
                    cues.Add(((Cue)meaning, first, last));
                }
                else
                {
                    mentions.Add(new Mention(meaning - CueCount, first, last, words[first].Place, words[last].Place, MentionScope.None));
                }
            });
        }

        var kept = Longest(cues);
        var isYes = IsYes(words, kept);
        var (byConcept, scopes, said) = Judge(words, kept, mentions);
        return new MessageReading(words, byConcept, isYes)
        {
            Known = ids,
            Said = said,
            HasAside = scopes.HasAside,
            Marks = withTokens ? MarksOf(kept, mentions) : [],
            IsOfSomeoneElse = scopes.IsOfSomeoneElse,
            Persons = [.. kept.Where(cue => cue.Cue is Cue.Self or Cue.SomeoneElse).Select(cue => cue.First)],
            Tokens = withTokens ? [.. words.Select((word, i) => SignFeatures.Token(word, ids[i], scopes.Of(i)))] : [],
        };
    }

    private List<SignMark> MarksOf(List<(Cue Cue, int First, int Last)> cues, List<Mention> mentions)
    {
        var marks = new List<SignMark>(cues.Count + mentions.Count);
        foreach (var (cue, first, last) in cues)
        {
            if (cue is not (Cue.Break or Cue.NotDenying or Cue.PresentTense or Cue.PastTense or Cue.Quality))
            {
                marks.Add(SignFeatures.Mark((int)cue, first, last));
            }
        }

        foreach (var mention in mentions.Where(mention => _kinds[mention.Concept] != ConceptKind.Person))
        {
            marks.Add(SignFeatures.Mark(CueCount + mention.Concept, mention.First, mention.Last));
        }

        marks.Sort((one, other) => (one.First, one.Last, one.Id).CompareTo((other.First, other.Last, other.Id)));
        return marks;
    }

    /// <summary>
    /// A cue within a longer one is part of it: the "not" of "not sure", the "now" of "fine now". Breaks, verbs, persons and things stay.
    /// The cues come in the message's order, so that only the near ones have to be looked at.
    /// </summary>
    private static List<(Cue Cue, int First, int Last)> Longest(List<(Cue Cue, int First, int Last)> cues)
    {
        var reach = cues.Count > 0 ? cues.Max(cue => cue.Last - cue.First) : 0;
        var kept = new List<(Cue Cue, int First, int Last)>(cues.Count);
        var near = 0;
        foreach (var cue in cues)
        {
            while (cues[near].First < cue.First - reach)
            {
                near++;
            }

            var within = false;
            for (var i = near; i < cues.Count && cues[i].First <= cue.First && !within; i++)
            {
                within = cues[i].Cue is not (Cue.Quality or Cue.Thing) && cues[i].Last >= cue.Last && cues[i].Last - cues[i].First > cue.Last - cue.First && (cue.Cue is not (Cue.Self or Cue.SomeoneElse) || cues[i].Cue == Cue.SomeoneElse);
            }

            if (!within || cue.Cue is Cue.Break or Cue.PresentTense or Cue.PastTense or Cue.Quality or Cue.Thing)
            {
                kept.Add(cue);
            }
        }

        return kept;
    }

    /// <summary>Whether the message begins with a yes and says little more: "yes it is", "yeah since this morning".</summary>
    private static bool IsYes(List<MessageWord> words, List<(Cue Cue, int First, int Last)> cues) =>
        words.Count is > 0 and <= LongestYes
        && cues.Exists(cue => cue.Cue == Cue.Yes && cue.First == 0)
        && !cues.Exists(cue => cue.Cue == Cue.Negation);

    private (Dictionary<int, List<Mention>> Mentions, CueScopes Scopes, bool[] Said) Judge(List<MessageWord> words, List<(Cue Cue, int First, int Last)> cues, List<Mention> mentions)
    {
        // An idiom is not meant; a mention that says more than the idiom is.
        var harmless = cues.FindAll(cue => cue.Cue == Cue.Harmless);
        var harmlessTo = new int[words.Count];
        foreach (var idiom in harmless)
        {
            for (var i = idiom.First; i <= idiom.Last; i++)
            {
                harmlessTo[i] = Math.Max(harmlessTo[i], idiom.Last + 1);
            }
        }

        // One that goes on past the mention gives it its sense: "want to die of boredom".
        mentions.RemoveAll(mention => harmlessTo[mention.First] > mention.Last || harmlessTo[mention.Last] > mention.Last + 1);

        // The "no" of "no feeling in my foot" is said already; the "should I" of "should I ever fall" begins more than what is intended.
        var saidTo = new int[words.Count];
        foreach (var mention in mentions.Where(mention => _isEvidence[mention.Concept]))
        {
            for (var i = mention.First; i <= mention.Last; i++)
            {
                saidTo[i] = Math.Max(saidTo[i], mention.Last + 1);
            }
        }

        cues.RemoveAll(cue => (cue.Cue is Cue.Negation or Cue.Educational or Cue.Quoted or Cue.Hypothetical) && saidTo[cue.First] > cue.Last);
        bool[] said = [.. saidTo.Select(to => to > 0)];
        var scopes = new CueScopes(words, cues, said);
        var byConcept = new Dictionary<int, List<Mention>>();
        foreach (var mention in mentions)
        {
            if (!byConcept.TryGetValue(mention.Concept, out var list))
            {
                byConcept[mention.Concept] = list = [];
            }

            list.Add(mention with { Scope = scopes.Of(mention, _kinds[mention.Concept]) });
        }

        return (byConcept, scopes, said);
    }
}
