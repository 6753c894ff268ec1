namespace HipFaqBot.Search.Safety;

/// <summary>Finds the concepts and cues of a message. Made once for a version of the knowledge; safe for many threads.</summary>
internal sealed class MessageReader
{
    private static readonly int CueCount = Enum.GetValues<Cue>().Length;
    private readonly Lexicon _lexicon;
    private readonly WordingTree _tree;
    private readonly ConceptKind[] _kinds;

    public MessageReader(SignVocabulary vocabulary)
    {
        _lexicon = new Lexicon(vocabulary.Ordinary);
        _tree = new WordingTree(_lexicon);
        _kinds = [.. vocabulary.Concepts.Select(concept => concept.Kind)];
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
            foreach (var way in wordings.SelectMany(wording => Wordings.Expand(wording.Text, vocabulary.Groups) ?? []))
            {
                _tree.Add(way, meaning);
            }
        }
    }

    public MessageReading Read(string message)
    {
        var words = MessageWords.Of(message);
        var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(words);
        var ids = new int[words.Count];
        for (var i = 0; i < words.Count; i++)
        {
            ids[i] = _lexicon.Find(words[i].Text);
        }

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
                    mentions.Add(new Mention(meaning - CueCount, first, last));
                }
            });
        }

        return new MessageReading(words, Judge(words, Longest(cues), mentions));
    }

    /// <summary>
    /// A cue within a longer one is part of it: the "not" of "not sure", the "now" of "fine now". A break stays one.
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
                within = cues[i].Last >= cue.Last && cues[i].Last - cues[i].First > cue.Last - cue.First;
            }

            if (cue.Cue == Cue.Break || !within)
            {
                kept.Add(cue);
            }
        }

        return kept;
    }

    private Dictionary<int, List<Mention>> Judge(List<MessageWord> words, List<(Cue Cue, int First, int Last)> cues, List<Mention> mentions)
    {
        // An idiom is not meant; a mention that says more than the idiom is.
        var harmless = cues.FindAll(cue => cue.Cue == Cue.Harmless);
        mentions.RemoveAll(mention => harmless.Exists(idiom => idiom.First <= mention.First && idiom.Last >= mention.Last));

        // The "no" of "no feeling in my foot" is said already.
        var said = new bool[words.Count];
        foreach (var mention in mentions.Where(mention => _kinds[mention.Concept] != ConceptKind.Place))
        {
            Array.Fill(said, true, mention.First, mention.Last - mention.First + 1);
        }

        cues.RemoveAll(cue => (cue.Cue is Cue.Negation or Cue.Educational or Cue.Hypothetical) && said[cue.First]);
        var scopes = new CueScopes(words, cues);
        var byConcept = new Dictionary<int, List<Mention>>();
        foreach (var mention in mentions)
        {
            var kind = _kinds[mention.Concept];
            var judged = mention with
            {
                Denied = kind != ConceptKind.Place && scopes.Denied[mention.First],
                Past = kind == ConceptKind.Happening && scopes.Past[mention.Last],
                Settled = kind == ConceptKind.Happening && scopes.Settled[mention.Last],
                Educational = kind != ConceptKind.Place && scopes.Educational[mention.First],
                Hypothetical = kind != ConceptKind.Place && scopes.Hypothetical[mention.First],
            };
            if (!byConcept.TryGetValue(mention.Concept, out var list))
            {
                byConcept[mention.Concept] = list = [];
            }

            list.Add(judged);
        }

        return byConcept;
    }
}
