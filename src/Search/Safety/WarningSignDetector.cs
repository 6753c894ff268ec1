using System.Globalization;

namespace HipFaqBot.Search.Safety;

/// <summary>
/// Says whether a message holds a warning sign. Made once for a version of the knowledge; safe for many threads; a fraction of a
/// millisecond, so synchronous.
/// </summary>
public sealed class WarningSignDetector
{
    private readonly WarningSigns _signs;
    private readonly MessageReader _reader;
    private readonly Dictionary<string, int> _concepts;

    /// <summary>Makes a detector of the signs.</summary>
    public WarningSignDetector(WarningSigns signs)
    {
        _signs = signs;
        _reader = new MessageReader(signs.Vocabulary);
        _concepts = signs.Vocabulary.Concepts.Select((concept, index) => (concept.Name, index))
            .ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
    }

    /// <summary>The sign of the highest urgency that the message holds, the file's order deciding between equals; null where there is none.</summary>
    /// <param name="text">As typed, of any length; the first 40,000 characters are looked through.</param>
    public Alert? Detect(string text) => DetectAll(text) is [var first, ..] ? first : null;

    /// <summary>Every sign that the message holds, the highest urgency first.</summary>
    /// <param name="text">As typed.</param>
    public IReadOnlyList<Alert> DetectAll(string text)
    {
        if (_signs.All.Count == 0)
        {
            return [];
        }

        var reading = _reader.Read(text);
        return reading.Mentions.Count == 0
            ? []
            : [.. _signs.All.Select(sign => Raise(sign, reading)).OfType<Alert>().OrderByDescending(alert => alert.Urgency)];
    }

    private Alert? Raise(WarningSign sign, MessageReading reading)
    {
        var raised = false;
        var urgency = Urgency.Soon;
        var why = new List<string>();
        foreach (var pattern in sign.Patterns)
        {
            if (Find(pattern, sign, reading) is { } found)
            {
                raised = true;
                urgency = Higher(urgency, Higher(pattern.Urgency ?? sign.Urgency, sign.Urgency));
                AddTo(why, found);
            }
        }

        if (!raised)
        {
            return null;
        }

        foreach (var pattern in sign.Raised.Where(pattern => pattern.Urgency > urgency))
        {
            if (Find(pattern, sign, reading) is { } found)
            {
                urgency = Higher(urgency, pattern.Urgency ?? urgency);
                AddTo(why, found);
            }
        }

        return new Alert(sign, urgency, why);
    }

    private static Urgency Higher(Urgency one, Urgency other) => one > other ? one : other;

    private void AddTo(List<string> why, List<Mention> found)
    {
        foreach (var mention in found)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{_signs.Vocabulary.Concepts[mention.Concept].Name} at word {mention.First + 1}");
            if (!why.Contains(line))
            {
                why.Add(line);
            }
        }
    }

    /// <summary>The mentions that fit the pattern, each group's first within reach of the earliest; null where none do.</summary>
    private List<Mention>? Find(SignPattern pattern, WarningSign sign, MessageReading reading)
    {
        var groups = new List<List<Mention>>(pattern.All.Count);
        foreach (var group in pattern.All)
        {
            var said = group.SelectMany(name => reading.Mentions.GetValueOrDefault(_concepts[name]) ?? [])
                .Where(mention => Stands(mention, sign)).OrderBy(mention => mention.First).ToList();
            if (said.Count == 0)
            {
                return null;
            }

            groups.Add(said);
        }

        foreach (var anchor in groups.SelectMany(group => group))
        {
            var start = reading.Words[anchor.First].Place;
            var chosen = groups.ConvertAll(group => FirstBetween(group, start, start + pattern.Within, reading));
            if (!chosen.Contains(-1))
            {
                var mentions = groups.Select((group, i) => group[chosen[i]]).ToList();
                if (!IsRuledOut(pattern, mentions, reading))
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
    private static int FirstBetween(List<Mention> group, int start, int end, MessageReading reading)
    {
        int low = 0, high = group.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = PlaceOf(group[middle].First) < start ? (middle + 1, high) : (low, middle);
        }

        while (low < group.Count && PlaceOf(group[low].First) < end)
        {
            if (PlaceOf(group[low].Last) < end)
            {
                return low;
            }

            low++;
        }

        return -1;

        int PlaceOf(int word) => reading.Words[word].Place;
    }

    private bool IsRuledOut(SignPattern pattern, List<Mention> mentions, MessageReading reading)
    {
        var start = reading.Words[mentions.Min(mention => mention.First)].Place - pattern.Within;
        var end = reading.Words[mentions.Max(mention => mention.Last)].Place + pattern.Within;
        return pattern.Unless.Any(name => reading.Mentions.GetValueOrDefault(_concepts[name])?.Exists(mention =>
            !mention.Denied && reading.Words[mention.First].Place >= start && reading.Words[mention.Last].Place <= end) == true);
    }

    /// <summary>Where a false alarm is preferred, only a denial, a plain past or a wish to learn is taken at its word.</summary>
    private static bool Stands(Mention mention, WarningSign sign) =>
        !mention.Denied && !mention.Past && !mention.Educational && (sign.PrefersAlarm || (!mention.Settled && !mention.Hypothetical));
}
