using System.Globalization;
using HipFaqBot.Search.Safety.Learning;

namespace HipFaqBot.Search.Safety;

/// <summary>
/// Says whether a message holds a warning sign. Made once for a version of the knowledge; safe for many threads; a fraction of a
/// millisecond, so synchronous. Patterns over concepts come first; beside them stands what was learned from messages, once that is there.
/// </summary>
public sealed class WarningSignDetector
{
    /// <summary>How long what was said before counts together with a message.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>How many messages before the present one count together with it: three in all.</summary>
    public const int EarlierMessages = 2;

    /// <summary>Between one message and the next lies as much as between two sentences.</summary>
    private const int MessageGap = 5;

    private readonly WarningSigns _signs;
    private readonly MessageReader _reader;
    private readonly Dictionary<string, int> _concepts;
    private readonly Dictionary<string, int> _places;
    private volatile SignModel? _learned;

    /// <summary>Makes a detector of the signs.</summary>
    public WarningSignDetector(WarningSigns signs)
    {
        _signs = signs;
        _reader = signs.Reader;
        _concepts = Places(signs.Vocabulary.Concepts.Select(concept => concept.Name));
        _places = Places(signs.All.Select(sign => sign.Id));
    }

    private static Dictionary<string, int> Places(IEnumerable<string> names)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            places.Add(name, places.Count);
        }

        return places;
    }

    /// <summary>The sign of the highest urgency that the message holds, the file's order deciding between equals; null where there is none.</summary>
    /// <param name="text">As typed, of any length; the first 40,000 characters are looked through.</param>
    public Alert? Detect(string text) => DetectAll(text) is [var first, ..] ? first : null;

    /// <summary>Every sign that the message holds by itself, the highest urgency first.</summary>
    /// <param name="text">As typed.</param>
    public IReadOnlyList<Alert> DetectAll(string text)
    {
        var reading = _signs.All.Count == 0 ? null : Read(text);
        return reading is null ? [] : AlertsOf(reading, reading, text, on: null);
    }

    /// <summary>
    /// Every sign that the message holds by itself or with what the same person wrote shortly before, and what a yes to the bot's
    /// own question means.
    /// </summary>
    /// <param name="text">As typed.</param>
    /// <param name="earlier">Traces of the same person's messages, in any order; those that are too old are passed over.</param>
    /// <param name="now">When the message came.</param>
    public Detection Detect(string text, IReadOnlyList<MessageTrace> earlier, DateTimeOffset now)
    {
        if (_signs.All.Count == 0)
        {
            return new Detection([], new MessageTrace(now, [], Asked: null));
        }

        var alone = Read(text);
        var recent = earlier.Where(trace => trace.Time <= now && now - trace.Time <= Memory)
            .OrderByDescending(trace => trace.Time).Take(EarlierMessages).ToList();
        var on = recent is [{ LastWords.Count: > 0 } last, ..] && alone.Words.Count > 0 ? new ReadOn(_reader.ReadOn(last.LastWords, alone), last.LastWords.Count) : null;
        var together = recent.Count == 0 ? alone : Together(alone, recent, on);
        var alerts = AlertsOf(alone, together, text, on);
        var isYes = false;
        if (alone.IsYes && recent is [{ Asked: { } asked }, ..] && _signs.Find(asked) is { } sign)
        {
            isYes = true;
            alerts = [.. alerts.Where(alert => alert.Sign != sign)
                .Append(new Alert(sign, sign.Urgency, ["yes to the question"]) { Subject = SubjectOf(recent[0]) })
                .OrderByDescending(alert => alert.Urgency)];
        }

        return new Detection(alerts, TraceOf(alone, now, alerts.Count > 0)) { Notes = NotesOf(alone), IsYes = isYes };
    }

    /// <summary>Whether messages were learned from; patterns alone judge until then.</summary>
    public bool HasLearned => _learned is not null;

    /// <summary>Lets what was learned judge beside the patterns.</summary>
    internal void Use(SignModel learned) => _learned = learned;

    internal SignModel? Learned => _learned;

    private MessageReading Read(string text) => _reader.Read(text, withTokens: _learned is not null);

    /// <param name="alone">The message by itself.</param>
    /// <param name="reading">The message with what was said before.</param>
    private List<Alert> AlertsOf(MessageReading alone, MessageReading reading, string text, ReadOn? on)
    {
        var alerts = Raised(reading);
        if (_learned is not { } learned || alone.Tokens.Count != alone.Words.Count || learned.Judge(alone, text) is not { OfSigns: not null } opinion)
        {
            return [.. alerts.OrderByDescending(alert => alert.Urgency)];
        }

        var standing = Standing(alerts, opinion, alone, reading);
        if (standing.Count == 0 && opinion.Highest >= Thresholds.Graver && Telling.Of(text) is { } told)
        {
            standing.AddRange(AlertsOfTold(told, learned));
        }

        if (standing.Count == 0 && on is not null && learned.JudgeOver(on.Reading, on.Cut) is { Alerts: true } over)
        {
            standing.Add(LearnedAlert(over, on.Reading));
        }

        return [.. standing.OrderByDescending(alert => alert.Urgency).ThenByDescending(alert => alert.Sign == _signs.All[opinion.Sign])];
    }

    /// <summary>The patterns' alerts that are believed, and the one of what was learned.</summary>
    private List<Alert> Standing(List<Alert> alerts, SignOpinion opinion, MessageReading alone, MessageReading reading)
    {
        var standing = alerts.FindAll(alert => Stands(alert, opinion, alone));
        var isGrave = opinion.Alerts || (standing.Count == 0 && alerts.Exists(alert => opinion.Highest >= Needed(alert.Sign)));
        if (isGrave && !standing.Exists(alert => alert.Sign == _signs.All[opinion.Sign]))
        {
            standing.Add(LearnedAlert(opinion, reading));
        }

        return standing;
    }

    /// <summary>
    /// A pattern is believed where what was learned finds its sign likely enough; in a message that holds some sign, one of a more urgent sign
    /// than the likeliest needs little, and one of self-harm nothing: an amount of tablets is the means of it. What only stands together with
    /// an earlier message stands, and so does a question.
    /// </summary>
    private bool Stands(Alert alert, SignOpinion opinion, MessageReading alone)
    {
        if (alert.IsQuestion || !IsRaised(alert.Sign, alone))
        {
            return true;
        }

        var likely = opinion.OfSigns![_places[alert.Sign.Id]];
        return likely >= Needed(alert.Sign)
            || (alert.Sign.Kind == SignKind.Crisis && opinion.Highest >= Needed(alert.Sign))
            || (likely >= Thresholds.Graver && opinion.Highest >= Needed(alert.Sign) && alert.Urgency > _signs.All[opinion.Sign].Urgency);
    }

    /// <summary>
    /// People ask a harmless question around a grave fact, and what was learned may hear the question alone. Where it is not sure of calm, what
    /// the message tells is judged without what it asks, and must hold a sign as good as certainly.
    /// </summary>
    private IEnumerable<Alert> AlertsOfTold(string told, SignModel learned)
    {
        var reading = Read(told);
        var opinion = learned.Judge(reading, told);
        return opinion.OfSigns is null ? [] : Standing(Raised(reading), opinion, reading, reading)
            .Where(alert => opinion.Highest >= (IsRaised(alert.Sign, reading) ? Thresholds.StandsTold : Thresholds.Told))
            .OrderByDescending(alert => alert.Sign == _signs.All[opinion.Sign])
            .Select(alert => alert with { Why = [.. alert.Why, "judged without what is asked"] });
    }

    private float Needed(WarningSign sign) => sign.PrefersAlarm ? Thresholds.StandsPreferred : Thresholds.Stands;

    private SignThresholds Thresholds => _signs.Thresholds;

    private bool IsRaised(WarningSign sign, MessageReading reading) =>
        sign.Patterns.Any(pattern => Find(pattern, sign.PrefersAlarm, reading, withNew: true) is not null);

    /// <summary>An alert of the likeliest sign, as urgent as what is said beside it makes it.</summary>
    private Alert LearnedAlert(SignOpinion opinion, MessageReading reading)
    {
        var sign = _signs.All[opinion.Sign];
        var why = new List<string> { string.Create(CultureInfo.InvariantCulture, $"learned from messages ({opinion.Alarm:0.00}) at words {opinion.Window.First + 1} to {opinion.Window.Last + 1}") };
        var urgency = sign.Urgency;
        foreach (var pattern in sign.Raised.Where(pattern => pattern.Urgency > urgency))
        {
            if (Find(pattern, sign.PrefersAlarm, reading) is { } found)
            {
                urgency = Higher(urgency, pattern.Urgency ?? urgency);
                AddTo(why, found);
            }
        }

        var others = Enumerable.Range(opinion.Window.First, opinion.Window.Length).Count(reading.IsOfSomeoneElse);
        return new Alert(sign, urgency, why) { Subject = 2 * others > opinion.Window.Length ? AlertSubject.SomeoneElse : AlertSubject.Self };
    }

    private List<string> NotesOf(MessageReading reading) =>
        [.. _signs.Notes.Where(note => note.Value.Any(pattern => IsOfWriter(Find(pattern, prefersAlarm: false, reading)))).Select(note => note.Key)];

    /// <summary>"My son, aged 13" is no word on who writes; "my wife is pregnant" is asked for her.</summary>
    private bool IsOfWriter(List<Mention>? found) =>
        found is not null && !found.Exists(mention => _signs.Vocabulary.Concepts[mention.Concept].Kind == ConceptKind.Person && mention.Has(MentionScope.SomeoneElse));

    private static AlertSubject SubjectOf(MessageTrace trace) =>
        trace.Mentions.Any(mention => (mention.Scope & MentionScope.SomeoneElse) != 0) ? AlertSubject.SomeoneElse : AlertSubject.Self;

    private MessageTrace TraceOf(MessageReading reading, DateTimeOffset now, bool alerts) => new(now, [.. reading.Mentions.Values.SelectMany(mentions => mentions).OrderBy(mention => mention.Start).TakeLast(MostTraced).Select(mention =>
            new TracedMention(_signs.Vocabulary.Concepts[mention.Concept].Name, reading.End - mention.Start, reading.End - mention.End, mention.Scope))],
            Asked: null)
    {
        LastWords = alerts ? [] : _reader.LastWords(reading, MostLastWords),
    };

    /// <summary>Kept of a message, words at its end: enough for a sentence that is sent in two pieces.</summary>
    private const int MostLastWords = 12;

    /// <summary>Kept of a message, mentions; a long story says its concepts over and over.</summary>
    private const int MostTraced = 100;

    /// <summary>A message read on from the last words of the one before; those are its words below the cut.</summary>
    private sealed record ReadOn(MessageReading Reading, int Cut);

    /// <summary>The message with the concepts of those before it, at places below 0, and those whose wording began in the last of them.</summary>
    private MessageReading Together(MessageReading reading, List<MessageTrace> recent, ReadOn? on)
    {
        var mentions = reading.Mentions.ToDictionary(pair => pair.Key, pair => pair.Value.ToList());
        foreach (var over in on?.Reading.Mentions.Values.SelectMany(list => list).Where(mention => mention.First < on.Cut && mention.Last >= on.Cut) ?? [])
        {
            if (!mentions.TryGetValue(over.Concept, out var list))
            {
                mentions[over.Concept] = list = [];
            }

            list.Add(over with { First = 0, Last = over.Last - on!.Cut, Start = 0, End = over.End - on.Cut });
        }

        var end = 0;
        foreach (var trace in recent)
        {
            end -= MessageGap;
            foreach (var said in trace.Mentions)
            {
                if (_concepts.TryGetValue(said.Concept, out var concept))
                {
                    if (!mentions.TryGetValue(concept, out var list))
                    {
                        mentions[concept] = list = [];
                    }

                    list.Add(new Mention(concept, -1, -1, end - said.FromEnd, end - said.ToEnd, said.Scope));
                }
            }

            end -= trace.Mentions.Count == 0 ? 0 : trace.Mentions.Max(mention => mention.FromEnd);
        }

        foreach (var list in mentions.Values)
        {
            list.Sort((one, other) => one.Start.CompareTo(other.Start));
        }

        return reading with { Mentions = mentions };
    }

    private List<Alert> Raised(MessageReading reading) =>
        reading.Mentions.Count == 0 ? [] : [.. _signs.All.Select(sign => Raise(sign, reading)).OfType<Alert>()];

    private Alert? Raise(WarningSign sign, MessageReading reading)
    {
        Urgency? urgency = null;
        var why = new List<string>();
        var someoneElse = false;
        foreach (var pattern in sign.Patterns)
        {
            if (Find(pattern, sign.PrefersAlarm, reading, withNew: true) is { } found)
            {
                urgency = Higher(urgency ?? sign.Urgency, Higher(pattern.Urgency ?? sign.Urgency, sign.Urgency));
                Add(found);
            }
        }

        var asks = urgency is null;
        foreach (var pattern in asks ? sign.Ambiguous : [])
        {
            if (Find(pattern, sign.PrefersAlarm, reading, withNew: true) is { } found)
            {
                urgency = sign.Urgency;
                Add(found);
            }
        }

        if (urgency is not { } raised)
        {
            return null;
        }

        foreach (var pattern in sign.Raised.Where(pattern => pattern.Urgency > raised))
        {
            if (Find(pattern, sign.PrefersAlarm, reading) is { } found)
            {
                raised = Higher(raised, pattern.Urgency ?? raised);
                Add(found);
            }
        }

        return new Alert(sign, raised, why)
        {
            Subject = someoneElse ? AlertSubject.SomeoneElse : AlertSubject.Self,
            IsQuestion = asks,
        };

        void Add(List<Mention> found)
        {
            someoneElse |= found.TrueForAll(mention => mention.Has(MentionScope.SomeoneElse));
            AddTo(why, found);
        }
    }

    private static Urgency Higher(Urgency one, Urgency other) => one > other ? one : other;

    private void AddTo(List<string> why, List<Mention> found)
    {
        foreach (var mention in found)
        {
            var name = _signs.Vocabulary.Concepts[mention.Concept].Name;
            var line = mention.IsEarlier ? $"{name} in an earlier message" : string.Create(CultureInfo.InvariantCulture, $"{name} at word {mention.First + 1}");
            if (!why.Contains(line))
            {
                why.Add(line);
            }
        }
    }

    /// <summary>The mentions that fit the pattern, each group's first within reach of the earliest; null where none do.</summary>
    /// <param name="withNew">Whether one of them must stand in the message itself, not in those before it.</param>
    private List<Mention>? Find(SignPattern pattern, bool prefersAlarm, MessageReading reading, bool withNew = false)
    {
        var groups = new List<List<Mention>>(pattern.All.Count);
        foreach (var group in pattern.All)
        {
            var said = group.SelectMany(name => reading.Mentions.GetValueOrDefault(_concepts[name]) ?? [])
                .Where(mention => Stands(mention, prefersAlarm)).OrderBy(mention => mention.Start).ToList();
            if (said.Count == 0)
            {
                return null;
            }

            groups.Add(said);
        }

        foreach (var anchor in groups.SelectMany(group => group))
        {
            var chosen = groups.ConvertAll(group => FirstBetween(group, anchor.Start, anchor.Start + pattern.Within));
            if (!chosen.Contains(-1))
            {
                var mentions = groups.Select((group, i) => group[chosen[i]]).ToList();
                if ((!withNew || mentions.Exists(mention => !mention.IsEarlier)) && !IsRuledOut(pattern, mentions, reading))
                {
                    return mentions;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// The place in the group of the first mention that lies between two places; -1 where none does. The group is in the
    /// message's order, and a long message repeats itself: a look at each mention for each other one would take seconds.
    /// </summary>
    private static int FirstBetween(List<Mention> group, int start, int end)
    {
        int low = 0, high = group.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = group[middle].Start < start ? (middle + 1, high) : (low, middle);
        }

        for (; low < group.Count && group[low].Start < end; low++)
        {
            if (group[low].End < end)
            {
                return low;
            }
        }

        return -1;
    }

    private bool IsRuledOut(SignPattern pattern, List<Mention> mentions, MessageReading reading)
    {
        var start = mentions.Min(mention => mention.Start) - pattern.Within;
        var end = mentions.Max(mention => mention.End) + pattern.Within;
        return pattern.Unless.Any(name => reading.Mentions.GetValueOrDefault(_concepts[name])?.Exists(mention =>
            !mention.Has(MentionScope.Denied) && mention.Start >= start && mention.End <= end) == true);
    }

    /// <summary>Where a false alarm is preferred, only a denial, a plain past or a wish to learn is taken at its word.</summary>
    private static bool Stands(Mention mention, bool prefersAlarm) =>
        !mention.Has(MentionScope.Denied | MentionScope.Past | MentionScope.Educational)
        && (prefersAlarm || !mention.Has(MentionScope.Settled | MentionScope.Hypothetical));
}
