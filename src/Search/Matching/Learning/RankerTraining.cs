using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Text;
using Lucene.Net.Store;

namespace HipFaqBot.Search.Matching.Learning;

/// <summary>
/// Trains a ranker: encodes the phrasings, fits the weights, and calibrates the confidence on phrasings that each were held out while
/// the rest taught, and on questions that nothing answers. One thread, no chance: the same knowledge gives the same ranker.
/// </summary>
internal sealed class RankerTraining
{
    /// <summary>With fewer phrasings there is nothing to calibrate on.</summary>
    public const int FewestPhrasings = 40;

    /// <summary>Beyond so many the time grows out of one small machine.</summary>
    public const int MostPhrasings = 13_000;

    /// <summary>
    /// Parts that the phrasings are dealt into; each is held out once. Where they are few, each tells more, and more parts cost little;
    /// and there <see cref="ISentenceEncoder.Wide"/> finds more.
    /// </summary>
    private const int FewestFolds = 3;
    private const int MostFolds = 10;
    private const int FewTexts = 2_000;

    /// <summary>So right must held-out phrasings be whose best entry leads by <see cref="Ranker.CertainLead"/>, and so many must there be.</summary>
    private const double Certain = 0.995;
    private const int FewestCertain = 30;

    /// <summary>
    /// Editors write phrasings that differ, so a held-out phrasing is farther from the others than a person's question is from all of
    /// them. By so much is the confidence of a knowledge that ships a sample of strangers sharper than held-out phrasings make it:
    /// chosen on the project's own questions. One file of a public set is calibrated on its phrasings alone.
    /// </summary>
    private const double NearerThanHeldOut = 2.2;
    private const double LessStrangeThanHeldOut = 0.8;

    private readonly KnowledgeBase _knowledge;
    private readonly QuestionAnalyzer _analyzer;
    private readonly VectorCache _vectors;
    private readonly CancellationToken _cancellationToken;
    private readonly Phrasings _phrasings;
    private readonly int[] _classOf;
    private readonly int _classes;
    private readonly int _folds;
    private readonly FeatureSpace _space;
    private readonly NearestPhrasings _nearest;
    private readonly List<TextFeatures> _features;
    private readonly SoftmaxRegression _regression;

    private RankerTraining(KnowledgeBase knowledge, QuestionAnalyzer analyzer, Phrasings phrasings, VectorCache vectors, CancellationToken cancellationToken)
    {
        _knowledge = knowledge;
        _analyzer = analyzer;
        var areFew = phrasings.Texts.Count <= FewTexts;
        _vectors = areFew ? vectors.Wide : vectors;
        _cancellationToken = cancellationToken;
        _phrasings = phrasings;
        _classOf = [.. phrasings.Places.Select(place => Math.Min(place, phrasings.Entries))];
        _classes = phrasings.Entries + (knowledge.Decoys.Count > 0 ? 1 : 0);
        _folds = areFew ? MostFolds : FewestFolds;
        _space = FeatureSpace.Of(phrasings.Texts);
        var own = _vectors.Of([.. phrasings.Texts.Select(text => text.Plain)], cancellationToken);
        _nearest = NearestPhrasings.Of(phrasings, own.First(vectors.Dimensions));
        _features = [.. phrasings.Texts.Select((text, row) => _space.Features(text, Vector(own, row)))];
        _regression = new SoftmaxRegression(_classOf.Length, _classes);
    }

    /// <summary>Trains a ranker; null where there are too few phrasings or too many.</summary>
    public static Ranker? Train(KnowledgeBase knowledge, QuestionAnalyzer analyzer, VectorCache vectors, CancellationToken cancellationToken)
    {
        var count = knowledge.Entries.Sum(entry => entry.Phrasings.Count + 1) + knowledge.Decoys.Sum(topic => topic.Count);
        return count is < FewestPhrasings or > MostPhrasings || knowledge.Entries.Count < 2
            ? null
            : new RankerTraining(knowledge, analyzer, new Phrasings(knowledge, analyzer), vectors, cancellationToken).Train();
    }

    private static float[] Vector(PhrasingVectors vectors, int row) => vectors.Dimensions == 0 ? [] : vectors.Row(row);

    private Ranker Train()
    {
        var weights = Learn([.. Enumerable.Range(0, _features.Count)], isRough: false);
        var held = HeldOut();
        var confidence = ConfidenceFit.Of([.. held.Select(one => new Judged(one.Evidence, one.Right)), .. Strangers(weights)]);
        if (_knowledge.OutOfScope.Count > 0)
        {
            confidence = confidence.Sharpened(NearerThanHeldOut, LessStrangeThanHeldOut);
        }

        return new Ranker([.. _knowledge.Entries.Select(entry => entry.Id)], _space, weights, _nearest, confidence) { CertainLead = LeadOf(held) };
    }

    /// <summary>Every phrasing and decoy as a ranker sees it that learned from the other parts only.</summary>
    private List<HeldOutRow> HeldOut()
    {
        var parts = Parts();
        var rows = new List<HeldOutRow>();
        for (var part = 0; part < _folds; part++)
        {
            rows.AddRange(Judge([.. parts.Select(of => of == part)], row => _classOf[row] == _phrasings.Entries ? -1 : _classOf[row]));
        }

        return rows;
    }

    /// <summary>Deals the phrasings of each class in turn, each class beginning with another part. Names are in none.</summary>
    private int[] Parts()
    {
        var dealt = new int[_phrasings.Entries + 1];
        return [.. _classOf.Select((own, row) => _phrasings.AreNames[row] ? -1 : (dealt[own]++ + own) % _folds)];
    }

    /// <summary>
    /// Questions that nothing answers: the sample that the knowledge ships, or, where it has neither that nor decoys, the phrasings of
    /// entries each of which was left out whole.
    /// </summary>
    private IEnumerable<Judged> Strangers(LearnedWeights weights)
    {
        if (_knowledge.OutOfScope.Count == 0)
        {
            return _knowledge.Decoys.Count > 0 ? [] : Enumerable.Range(0, FewestFolds)
                .SelectMany(part => Judge([.. _classOf.Select(own => own % FewestFolds == part)], _ => -1))
                .Select(one => new Judged(one.Evidence, -1));
        }

        var texts = _knowledge.OutOfScope.Select(_analyzer.Read).ToList();
        var vectors = _vectors.Of([.. texts.Select(text => text.Plain)], _cancellationToken);
        using var lexical = new Lexical(_knowledge, _phrasings, _ => true);
        var logs = new float[_classes];
        var strangers = new List<Judged>();
        for (var i = 0; i < texts.Count; i++)
        {
            var vector = Vector(vectors, i);
            weights.LogProbabilities(_space.Features(texts[i], vector), logs);
            strangers.Add(new Judged(Blend(logs, lexical.Shares(texts[i]), vector, null), -1));
        }

        return strangers;
    }

    /// <summary>Leaves rows out, learns from the others, and looks at those left out, but for names.</summary>
    private List<HeldOutRow> Judge(bool[] leftOut, Func<int, int> right)
    {
        var taught = Enumerable.Range(0, leftOut.Length).Where(row => !leftOut[row]).ToArray();
        var held = Enumerable.Range(0, leftOut.Length).Where(row => leftOut[row] && !_phrasings.AreNames[row]).ToArray();
        var weights = Learn(taught, isRough: true);
        var logs = new float[_classes];
        using var lexical = new Lexical(_knowledge, _phrasings, other => !leftOut[other]);
        var judged = new List<HeldOutRow>();
        foreach (var row in held)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var shares = lexical.Shares(_phrasings.Texts[row]);
            weights.LogProbabilities(_features[row], logs);
            var evidence = Blend(logs, shares, _features[row].Vector, leftOut);
            var (best, lead) = Lead.Of(shares, _phrasings.Entries);
            judged.Add(new HeldOutRow(evidence, right(row), best, lead));
        }

        return judged;
    }

    /// <summary>What these rows teach.</summary>
    private LearnedWeights Learn(int[] rows, bool isRough)
    {
        TextFeatures[] examples = [.. rows.Select(row => _features[row])];
        var coefficients = _regression.Train(new Similarities(examples, _space.Count), [.. rows.Select(row => _classOf[row])], isRough, _cancellationToken);
        return LearnedWeights.Of(examples, coefficients, _classes, _space.Count);
    }

    private Evidence Blend(ReadOnlySpan<float> logs, float[] shares, float[] vector, bool[]? leftOut) =>
        new EvidenceBlend(_nearest.PerEntry).Of(logs, shares, _phrasings.Entries, entry => _nearest.Cosine(entry, vector, leftOut), new float[_phrasings.Entries]);

    /// <summary>The least lead above which held-out phrasings were certainly right.</summary>
    private static float LeadOf(List<HeldOutRow> held)
    {
        var (right, all, least) = (0, 0, 2f);
        foreach (var row in held.OrderByDescending(row => row.Lead))
        {
            all++;
            right += row.Best == row.Right ? 1 : 0;
            if (all >= FewestCertain && right >= Certain * all)
            {
                least = row.Lead;
            }
        }

        return least;
    }

    /// <param name="Right">The right entry; -1 for none.</param>
    /// <param name="Best">The entry with Lucene's highest share.</param>
    /// <param name="Lead">How far it leads.</param>
    private readonly record struct HeldOutRow(Evidence Evidence, int Right, int Best, float Lead);

    /// <summary>Lucene's index of some of the phrasings, in memory.</summary>
    private sealed class Lexical : IDisposable
    {
        private readonly FaqIndex _index;
        private readonly float[] _shares;

        public Lexical(KnowledgeBase knowledge, Phrasings phrasings, Func<int, bool> isIn)
        {
            var directory = new RAMDirectory();
            FaqIndex.Write(directory, phrasings, isIn);
            _index = FaqIndex.Open(directory, knowledge);
            _shares = new float[phrasings.Count];
        }

        /// <summary>The shares of one question; good until the next is asked.</summary>
        public float[] Shares(QuestionText text)
        {
            _index.Score(text.Words, _shares);
            return _shares;
        }

        public void Dispose() => _index.Release();
    }
}
