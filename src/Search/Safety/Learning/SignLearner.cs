using HipFaqBot.Search.Encoding;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Safety.Learning;

/// <summary>Makes a <see cref="SignModel"/> of what a knowledge base holds: its messages, examples and look-alikes, and the questions of its entries and decoys, which are calm.</summary>
internal static class SignLearner
{
    /// <summary>A message that only looks like a sign counts for more than an ordinary question, of which there are many and most are easy.</summary>
    private const float AlikeWeight = 1.5f;

    /// <summary>The category whose questions are themselves signs.</summary>
    private const string Emergencies = "safety-and-emergencies";

    /// <summary>
    /// A question that is answered with a warning is calm itself where no pattern finds a sign in it: "how are blood clots prevented".
    /// It counts less, since a few are signs that no pattern knows.
    /// </summary>
    private const float NearSignWeight = 0.7f;

    /// <summary>The messages from which to learn, each with its class.</summary>
    public static List<(string Text, int Class, float Weight)> Lessons(KnowledgeBase knowledge)
    {
        var lessons = new List<(string, int, float)>();
        var classes = knowledge.WarningSigns.All.Select((sign, i) => (sign.Id, Class: i + 1)).ToDictionary(pair => pair.Id, pair => pair.Class, StringComparer.Ordinal);
        foreach (var sign in knowledge.WarningSigns.All)
        {
            lessons.AddRange(sign.Examples.Select(example => (example, classes[sign.Id], 1f)));
            lessons.AddRange(sign.LookAlikes.Select(lookAlike => (lookAlike, LearnedSigns.Calm, AlikeWeight)));
        }

        lessons.AddRange(knowledge.SignMessages.Select(message => message.Sign is null ? (message.Text, LearnedSigns.Calm, AlikeWeight) : (message.Text, classes[message.Sign], 1f)));
        lessons.AddRange(Questions(knowledge, entry => entry.Warning is null).Select(text => (text, LearnedSigns.Calm, 1f)));
        var patterns = new WarningSignDetector(knowledge.WarningSigns);
        lessons.AddRange(Questions(knowledge, entry => entry.Warning is not null && entry.Category != Emergencies)
            .Where(text => patterns.Detect(text) is null).Select(text => (text, LearnedSigns.Calm, NearSignWeight)));

        // A stranger's question may be a sign: "fainted at the shops".
        lessons.AddRange(knowledge.Decoys.SelectMany(topic => topic).Where(text => patterns.Detect(text) is null).Select(text => (text, LearnedSigns.Calm, 1f)));
        lessons.AddRange(knowledge.OutOfScope.Select(text => (text, LearnedSigns.Calm, 1f)));
        return lessons;
    }

    private static IEnumerable<string> Questions(KnowledgeBase knowledge, Func<Entry, bool> of) =>
        knowledge.Entries.Where(of).SelectMany(entry => entry.Phrasings.Prepend(entry.Question));

    /// <summary>Learns from the knowledge; null where it has no messages to learn from. Some seconds, and more when texts are encoded for the first time.</summary>
    public static SignModel? Learn(KnowledgeBase knowledge, ISentenceEncoder encoder, VectorCache vectors, string key, CancellationToken cancellationToken)
    {
        if (knowledge.SignMessages.Count == 0)
        {
            return null;
        }

        var lessons = Lessons(knowledge);
        return Learn(knowledge.WarningSigns, lessons, vectors.Of(lessons.ConvertAll(lesson => lesson.Text), cancellationToken), encoder, key, cancellationToken);
    }

    /// <summary>Learns; null where there is nothing to learn from.</summary>
    /// <param name="vectors">The vectors of the lessons, in their order.</param>
    public static SignModel? Learn(WarningSigns signs, IReadOnlyList<(string Text, int Class, float Weight)> lessons, PhrasingVectors vectors, ISentenceEncoder encoder, string key = "", CancellationToken cancellationToken = default)
    {
        if (!lessons.Any(lesson => lesson.Class != LearnedSigns.Calm))
        {
            return null;
        }

        var reader = new MessageReader(signs.Vocabulary);
        var manners = new MannerReader(signs.Vocabulary);
        var examples = new List<SignTrainer.Example>(2 * lessons.Count);
        var counts = lessons.CountBy(lesson => lesson.Class).ToDictionary();
        for (var i = 0; i < lessons.Count; i++)
        {
            Add(lessons[i].Text, VectorOf(i), lessons[i].Class, lessons[i].Weight);
        }

        foreach (var (one, other, graveFirst) in Mixed(lessons))
        {
            var (text, question) = (lessons[one].Text.TrimEnd('.', '?', '!'), lessons[other].Text.TrimEnd('.', '?', '!'));
            Add(graveFirst ? $"{text}, {question}" : $"{question}, {text}", SignModel.Between(VectorOf(one), VectorOf(other)), lessons[one].Class, MixedWeight);
        }

        var classes = signs.All.Count + 1;
        return new SignModel(
            signs,
            SignTrainer.Train(classes, 0, examples, cancellationToken),
            vectors.Dimensions == 0 ? null : SignTrainer.Train(classes, vectors.Dimensions, examples, cancellationToken),
            encoder)
        { Key = key };

        float[] VectorOf(int lesson)
        {
            var vector = new float[vectors.Dimensions];
            if (vectors.Dimensions > 0)
            {
                vectors.CopyTo(lesson, vector);
                SignModel.Scale(vector);
            }

            return vector;
        }

        void Add(string text, float[] vector, int sign, float weight)
        {
            var reading = reader.Read(text, withTokens: true);
            if (reading.Words.Count > 0)
            {
                var features = new List<(int, float)>();
                var window = new SignWindow(0, reading.Words.Count - 1);
                SignFeatures.Of(reading, window, features);
                examples.Add(new SignTrainer.Example(features, vector, manners.Read(reading, window), sign, sign == LearnedSigns.Calm ? weight : weight * MathF.Min(1, Plenty / counts[sign])));
            }
        }
    }

    /// <summary>A sign with more messages than this is not likelier for it: each of them counts for less.</summary>
    private const float Plenty = 1000;

    /// <summary>A mixed message counts for less than one that somebody wrote.</summary>
    private const float MixedWeight = 0.35f;

    /// <summary>
    /// Every second short message beside an ordinary question, always the same one: people ask a harmless question around a grave fact, and the
    /// fact stays grave; what only looks grave stays calm.
    /// </summary>
    private static IEnumerable<(int Message, int Question, bool GraveFirst)> Mixed(IReadOnlyList<(string Text, int Class, float Weight)> lessons)
    {
        const float Ordinary = 1;
        var questions = Enumerable.Range(0, lessons.Count).Where(i => lessons[i] is { Class: LearnedSigns.Calm, Weight: Ordinary } && Length(i) is > 4 and < 12).ToList();
        for (var i = 0; i < lessons.Count && questions.Count > 0; i++)
        {
            if (Length(i) <= 16 && lessons[i] is { Class: not LearnedSigns.Calm } or { Weight: AlikeWeight })
            {
                var hash = SignFeatures.Hash(lessons[i].Text, 0x3135);
                if ((hash & 0x40000000) == 0)
                {
                    yield return (i, questions[(int)(hash % (uint)questions.Count)], hash >> 31 == 0);
                }
            }
        }

        int Length(int lesson) => lessons[lesson].Text.AsSpan().Count(' ') + 1;
    }
}
