using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching.Learning;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Matching;

/// <summary>A ranker over the entries of one version of the knowledge, which may be another than it learned from.</summary>
internal sealed class RankedEntries
{
    private readonly KnowledgeBase _knowledge;

    /// <summary>The place in the knowledge of each of the ranker's entries; -1 of one that is gone.</summary>
    private readonly int[] _places;

    public RankedEntries(Ranker ranker, ISentenceEncoder encoder, KnowledgeBase knowledge, bool isOwn)
    {
        Ranker = ranker;
        Encoder = encoder;
        IsOwn = isOwn;
        _knowledge = knowledge;
        var places = knowledge.Entries.Select((entry, place) => (entry.Id, place)).ToDictionary(pair => pair.Id, pair => pair.place, StringComparer.Ordinal);
        _places = [.. ranker.Ids.Select(id => places.GetValueOrDefault(id, -1))];
    }

    public Ranker Ranker { get; }

    public ISentenceEncoder Encoder { get; }

    /// <summary>Whether it learned from just these phrasings.</summary>
    public bool IsOwn { get; }

    /// <summary>The candidates, best first; of equal ones the earlier entry. An entry that the ranker does not know is none.</summary>
    /// <param name="shares">Lucene's share of each entry of the knowledge, then of each topic of decoys.</param>
    public List<Candidate> Weigh(QuestionText text, ReadOnlySpan<float> shares)
    {
        var decoys = shares[_knowledge.Entries.Count..];
        var own = new float[_places.Length + decoys.Length];
        for (var i = 0; i < _places.Length; i++)
        {
            own[i] = _places[i] < 0 ? 0 : shares[_places[i]];
        }

        decoys.CopyTo(own.AsSpan(_places.Length));
        var weighed = Ranker.Weigh(text, Encoder, own);
        var candidates = new List<Candidate>(_places.Length);
        for (var i = 0; i < _places.Length; i++)
        {
            if (_places[i] >= 0)
            {
                candidates.Add(new Candidate(_knowledge.Entries[_places[i]], weighed.Probabilities[i], new MatchFeatures(own[i], Known: false)
                {
                    Learned = Math.Exp(weighed.Logs[i]),
                    Discriminant = weighed.Discriminant?[i],
                    Nearest = weighed.Cosines[i] == 0 ? null : weighed.Cosines[i],
                }));
            }
        }

        candidates.Sort((one, other) => other.Confidence.CompareTo(one.Confidence) is var order and not 0 ? order : string.CompareOrdinal(one.Entry.Id, other.Entry.Id));
        return candidates;
    }
}
