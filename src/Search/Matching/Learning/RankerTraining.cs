using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching.Large;
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
    private readonly bool _areFew;
    private readonly int _dimensions;
    private readonly FeatureSpace _space;
    private readonly NearestPhrasings _nearest;
    private readonly List<TextFeatures> _features;
    private readonly SoftmaxRegression _regression;

    private RankerTraining(KnowledgeBase knowledge, QuestionAnalyzer analyzer, Phrasings phrasings, VectorCache vectors, CancellationToken cancellationToken)
    {
        _knowledge = knowledge;
        _analyzer = analyzer;
        _areFew = phrasings.Texts.Count <= FewTexts;
        _dimensions = vectors.Dimensions;
        _vectors = _areFew ? vectors.Wide : vectors;
        _cancellationToken = cancellationToken;
        _phrasings = phrasings;
        _classOf = [.. phrasings.Places.Select(place => Math.Min(place, phrasings.Entries))];
        _classes = phrasings.Entries + (knowledge.Decoys.Count > 0 ? 1 : 0);
        _space = FeatureSpace.Of(phrasings.Texts);
        var own = _vectors.Of([.. phrasings.Texts.Select(text => text.Plain)], cancellationToken);
        _nearest = NearestPhrasings.Of(phrasings, own.First(vectors.Dimensions));
        _features = [.. phrasings.Texts.Select((text, row) => _space.Features(text, Vector(own, row)))];
        _regression = new SoftmaxRegression(_classOf.Length, _classes);
    }

    /// <summary>Whether there is anything to learn: not too few phrasings, nor too many.</summary>
    public static bool CanLearn(KnowledgeBase knowledge) =>
        KnowledgeSize.Of(knowledge) is >= FewestPhrasings and <= MostPhrasings && knowledge.Entries.Count > 1;

    /// <summary>Trains a ranker; null where <see cref="CanLearn"/> says so.</summary>
    public static Ranker? Train(KnowledgeBase knowledge, QuestionAnalyzer analyzer, VectorCache vectors, CancellationToken cancellationToken) =>
        CanLearn(knowledge) ? new RankerTraining(knowledge, analyzer, new Phrasings(knowledge, analyzer), vectors, cancellationToken).Train() : null;

    private static float[] Vector(PhrasingVectors vectors, int row) => vectors.Dimensions == 0 ? [] : vectors.Row(row);

    private Ranker Train()
    {
        var (weights, discriminant) = Learn([.. Enumerable.Range(0, _features.Count)], isRough: false);
        var held = HeldOut();
        var (share, blend) = BlendOf(held);
        discriminant = discriminant?.Times(share);
        var confidence = ConfidenceFit.Of([
            .. held.Select(row => new Judged(EvidenceOf(row, share, blend, new float[_phrasings.Entries]), row.Right)),
            .. Strangers(weights, discriminant, share, blend)]);
        if (_knowledge.OutOfScope.Count > 0)
        {
            confidence = confidence.Sharpened(NearerThanHeldOut, LessStrangeThanHeldOut);
        }

        return new Ranker([.. _knowledge.Entries.Select(entry => entry.Id)], _space, weights, _nearest, confidence)
        {
            CertainLead = LeadOf(held),
            Discriminant = discriminant,
            Blend = blend,
        };
    }

    /// <summary>Every phrasing and decoy as a ranker sees it that learned from the other parts only.</summary>
    private List<HeldOutRow> HeldOut()
    {
        var folds = _areFew ? MostFolds : FewestFolds;
        var parts = Parts(folds);
        var rows = new List<HeldOutRow>();
        for (var part = 0; part < folds; part++)
        {
            rows.AddRange(Judge([.. parts.Select(of => of == part)], row => _classOf[row] == _phrasings.Entries ? -1 : _classOf[row]));
        }

        return rows;
    }

    /// <summary>Deals the phrasings of each class in turn, each class beginning with another part. Names are in none.</summary>
    private int[] Parts(int folds)
    {
        var dealt = new int[_phrasings.Entries + 1];
        return [.. _classOf.Select((own, row) => _phrasings.AreNames[row] ? -1 : (dealt[own]++ + own) % folds)];
    }

    /// <summary>How much the discriminant, Lucene's share and the nearest phrasing count: learned where phrasings are few, else as usual.</summary>
    private (float Discriminant, EvidenceBlend Blend) BlendOf(List<HeldOutRow> held)
    {
        var usual = EvidenceBlend.Usual(_nearest.PerEntry);
        if (!_areFew)
        {
            return (0, usual);
        }

        var opinions = new List<Opinions>();
        foreach (var row in held.Where(row => row.Right >= 0))
        {
            var cosines = new float[_phrasings.Entries];
            EvidenceOf(row, 0, usual, cosines);
            opinions.Add(new Opinions(row.Logs, row.Discriminant, row.Shares, cosines, row.Right));
        }

        return BlendFit.Of(opinions, _phrasings.Entries, usual);
    }

    /// <summary>The evidence for a row that was held out, with such a blend; writes the cosines.</summary>
    private Evidence EvidenceOf(HeldOutRow row, float discriminant, EvidenceBlend blend, float[] cosines)
    {
        float[] logs = [.. row.Logs];
        LinearDiscriminant.Lower(logs, row.Discriminant, discriminant);
        return blend.Of(logs, row.Shares, _phrasings.Entries, entry => _nearest.Cosine(entry, _features[row.Row].Vector, row.LeftOut), cosines);
    }

    /// <summary>
    /// Questions that nothing answers: the sample that the knowledge ships, or, where it has neither that nor decoys, the phrasings of
    /// entries each of which was left out whole.
    /// </summary>
    private IEnumerable<Judged> Strangers(LearnedWeights weights, LinearDiscriminant? discriminant, float share, EvidenceBlend blend)
    {
        if (_knowledge.OutOfScope.Count == 0)
        {
            return _knowledge.Decoys.Count > 0 ? [] : Enumerable.Range(0, FewestFolds)
                .SelectMany(part => Judge([.. _classOf.Select(own => own % FewestFolds == part)], _ => -1))
                .Select(row => new Judged(EvidenceOf(row, share, blend, new float[_phrasings.Entries]), -1));
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
            LinearDiscriminant.Lower(logs, discriminant?.Scores(vector) ?? new float[_classes], 1);
            var evidence = blend.Of(logs, lexical.Shares(texts[i]), _phrasings.Entries, entry => _nearest.Cosine(entry, vector), new float[_phrasings.Entries]);
            strangers.Add(new Judged(evidence, -1));
        }

        return strangers;
    }

    /// <summary>Leaves rows out, learns from the others, and looks at those left out, but for names.</summary>
    private List<HeldOutRow> Judge(bool[] leftOut, Func<int, int> right)
    {
        var taught = Enumerable.Range(0, leftOut.Length).Where(row => !leftOut[row]).ToArray();
        var held = Enumerable.Range(0, leftOut.Length).Where(row => leftOut[row] && !_phrasings.AreNames[row]).ToArray();
        var (weights, discriminant) = Learn(taught, isRough: true);
        using var lexical = new Lexical(_knowledge, _phrasings, other => !leftOut[other]);
        var judged = new List<HeldOutRow>();
        foreach (var row in held)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var logs = new float[_classes];
            weights.LogProbabilities(_features[row], logs);
            var near = discriminant?.Scores(_features[row].Vector) ?? new float[_classes];
            judged.Add(new HeldOutRow(row, leftOut, logs, near, [.. lexical.Shares(_phrasings.Texts[row])], right(row)));
        }

        return judged;
    }

    /// <summary>What these rows teach.</summary>
    private (LearnedWeights Weights, LinearDiscriminant? Discriminant) Learn(int[] rows, bool isRough)
    {
        TextFeatures[] examples = [.. rows.Select(row => _features[row])];
        int[] classes = [.. rows.Select(row => _classOf[row])];
        var coefficients = _regression.Train(new Similarities(examples, _space.Count), classes, isRough, _cancellationToken);
        return (
            LearnedWeights.Of(examples, coefficients, _classes, _space.Count),
            _areFew ? LinearDiscriminant.Of(examples, classes, _classes, _phrasings.Entries, _dimensions) : null);
    }

    /// <summary>The least lead above which held-out phrasings were certainly right.</summary>
    private float LeadOf(List<HeldOutRow> held)
    {
        var (right, all, least) = (0, 0, 2f);
        foreach (var (row, words) in held.Select(row => (Row: row, Words: Lead.Of(row.Shares, _phrasings.Entries))).OrderByDescending(pair => pair.Words.Lead))
        {
            all++;
            right += words.Best == row.Right ? 1 : 0;
            if (all >= FewestCertain && right >= Certain * all)
            {
                least = words.Lead;
            }
        }

        return least;
    }

    /// <param name="LeftOut">The rows that were left out with it.</param>
    /// <param name="Logs">The learned logarithm of each class.</param>
    /// <param name="Discriminant">Each class's score by the discriminant, or zeros.</param>
    /// <param name="Shares">Lucene's share of each place.</param>
    /// <param name="Right">The right entry; -1 for none.</param>
    private readonly record struct HeldOutRow(int Row, bool[] LeftOut, float[] Logs, float[] Discriminant, float[] Shares, int Right);

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
