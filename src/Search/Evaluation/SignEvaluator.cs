using System.Text.Json;
using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Safety;
using HipFaqBot.Search.Safety.Learning;

namespace HipFaqBot.Search.Evaluation;

/// <summary>Runs the detector of warning signs alone over messages whose signs are known, and counts. The same input gives the same figures, times aside.</summary>
/// <param name="encoder">The sentence encoder that the service would use.</param>
/// <param name="dataFolder">Where what was learned is kept; null: it is learned anew.</param>
public sealed class SignEvaluator(ISentenceEncoder encoder, string? dataFolder, TimeProvider time)
{
    /// <summary>Judges every message.</summary>
    /// <param name="part">Which part of the detector judges.</param>
    /// <param name="folds">
    /// More than 1: the messages are dealt into so many parts, and each part is judged by what is learned without its messages, so
    /// that each is unseen once. The patterns stay as they are: they were written by people who have seen the examples.
    /// </param>
    /// <param name="change">How the messages are changed first.</param>
    public SignRun Run(KnowledgeBase knowledge, IReadOnlyList<EvaluationQuestion> questions, SignPart part = SignPart.All, int folds = 0, MessageChange change = MessageChange.None)
    {
        var outcomes = new SignOutcome[questions.Count];
        var latencies = new double[questions.Count];
        for (var fold = 0; fold < Math.Max(1, folds); fold++)
        {
            var judge = JudgeOf(knowledge, part, folds > 1 ? [.. questions.Where((_, i) => i % folds == fold)] : []);
            for (var i = fold; i < questions.Count; i += Math.Max(1, folds))
            {
                var start = time.GetTimestamp();
                var raised = judge(MessageChanges.Of(questions[i].Text, change));
                latencies[i] = time.GetElapsedTime(start).TotalMilliseconds;
                outcomes[i] = new SignOutcome(questions[i], raised);
            }
        }

        var report = new SignReport(
            questions.Count, JsonNamingPolicy.CamelCase.ConvertName(part.ToString()), Math.Max(0, folds), FiguresOf(outcomes, knowledge.WarningSigns), PairsOf(outcomes), Figures.Latency([.. latencies]));
        return new SignRun(report, outcomes);
    }

    private Func<IReadOnlyList<string>, IReadOnlyList<string>> JudgeOf(KnowledgeBase knowledge, SignPart part, IReadOnlyList<EvaluationQuestion> leftOut)
    {
        var detector = new WarningSignDetector(knowledge.WarningSigns);
        if (part != SignPart.Patterns)
        {
            Teach(detector, knowledge, leftOut);
        }

        var reader = new MessageReader(knowledge.WarningSigns.Vocabulary);
        return part == SignPart.Learned && detector.Learned is { } learned
            ? texts => texts.Select(text => learned.Judge(reader, text)).FirstOrDefault(opinion => opinion.Alerts) is { Alerts: true } opinion ? [knowledge.WarningSigns.All[opinion.Sign].Id] : []
            : texts => texts is [var text] ? [.. detector.DetectAll(text).Select(alert => alert.Sign.Id)] : InTurn(detector, texts);
    }

    /// <summary>Messages that the same person sends one after the other; what any raises counts, and what the last raises leads.</summary>
    private List<string> InTurn(WarningSignDetector detector, IReadOnlyList<string> texts)
    {
        var now = time.GetUtcNow();
        var earlier = new List<MessageTrace>();
        var raised = new List<string>();
        foreach (var text in texts)
        {
            var found = detector.Detect(text, earlier, now);
            earlier.Add(found.Trace);
            raised.InsertRange(0, found.Alerts.Select(alert => alert.Sign.Id));
            now += BetweenMessages;
        }

        return [.. raised.Distinct(StringComparer.Ordinal)];
    }

    private static readonly TimeSpan BetweenMessages = TimeSpan.FromSeconds(5);

    private void Teach(WarningSignDetector detector, KnowledgeBase knowledge, IReadOnlyList<EvaluationQuestion> leftOut)
    {
        var vectors = new VectorCache(encoder, dataFolder, time);
        if (leftOut.Count == 0)
        {
            var models = new SignModels(encoder, dataFolder, time);
            if (!models.TryFind(knowledge, detector))
            {
                models.Train(knowledge, detector, vectors, CancellationToken.None);
            }

            return;
        }

        var unseen = leftOut.Select(question => question.Text.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var lessons = SignLearner.Lessons(knowledge).FindAll(lesson => !unseen.Contains(lesson.Text.Trim()));
        if (SignLearner.Learn(knowledge.WarningSigns, lessons, vectors.Of(lessons.ConvertAll(lesson => lesson.Text), CancellationToken.None), encoder) is { } model)
        {
            detector.Use(model);
        }
    }

    private static List<SignFigures> FiguresOf(IReadOnlyList<SignOutcome> outcomes, WarningSigns signs)
    {
        var red = outcomes.Where(outcome => outcome.Question.Kind == QuestionKind.Red).ToList();
        var rows = new List<SignFigures>();
        Add("red", red);
        foreach (var urgency in Enum.GetValues<Urgency>().Reverse())
        {
            Add(JsonNamingPolicy.CamelCase.ConvertName(urgency.ToString()), red.FindAll(outcome => signs.Find(outcome.Question.Signs[0])?.Urgency == urgency));
        }

        foreach (var sign in red.Select(outcome => outcome.Question.Signs[0]).Distinct().Order(StringComparer.Ordinal))
        {
            Add(sign, red.FindAll(outcome => outcome.Question.Signs[0] == sign));
        }

        foreach (var kind in new[] { QuestionKind.Calm, QuestionKind.In, QuestionKind.Out })
        {
            Add(JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()), [.. outcomes.Where(outcome => outcome.Question.Kind == kind)]);
        }

        return rows;

        void Add(string name, List<SignOutcome> of)
        {
            if (of.Count > 0)
            {
                var alerted = of.Count(outcome => outcome.Alerted);
                var (low, high) = SignFigures.Interval(alerted, of.Count);
                rows.Add(new SignFigures(name, of.Count, alerted, of.Count(outcome => outcome.LeadsRight), low, high) { Among = of.Count(outcome => outcome.RaisedRight) });
            }
        }
    }

    private static PairFigures? PairsOf(IReadOnlyList<SignOutcome> outcomes)
    {
        var pairs = outcomes.Where(outcome => outcome.Question.IsOfPair).GroupBy(outcome => (outcome.Question.Path, outcome.Question.Line)).ToList();
        if (pairs.Count == 0)
        {
            return null;
        }

        var right = pairs.Count(pair => pair.All(outcome => outcome.Alerted == (outcome.Question.Kind == QuestionKind.Red)));
        var (low, high) = SignFigures.Interval(right, pairs.Count);
        return new PairFigures(pairs.Count, right, low, high);
    }
}

/// <summary>A part of the detector that can be measured by itself.</summary>
public enum SignPart
{
    /// <summary>The detector as it serves.</summary>
    All,

    /// <summary>The patterns alone, as they judge until messages were learned from.</summary>
    Patterns,

    /// <summary>What was learned, without the patterns.</summary>
    Learned,
}
