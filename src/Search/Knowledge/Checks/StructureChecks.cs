using System.Text.RegularExpressions;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>What can only be seen with all entries side by side. One small rule each; none stops at the first problem.</summary>
internal static partial class StructureChecks
{
    /// <summary>With fewer phrasings an entry is found by luck (measured on a public set: 43, 63, 73, 82 % with 1, 3, 5, 10 of them).</summary>
    public const int FewestPhrasings = 12;

    /// <param name="unread">Paths of the entries that could not be read: what they hold is not known, so nothing is said to be missing for it.</param>
    public static void Run(
        IReadOnlyList<ReadEntry> entries, IReadOnlyCollection<string> unread, IReadOnlyDictionary<string, Source>? sources,
        Safety.WarningSigns? signs, string? synonyms,
        DateOnly today, ProblemList problems)
    {
        DuplicateIds(entries, problems);
        DuplicatePhrasings(entries, problems);
        UnknownRelated(entries, unread, problems);
        Uncited(entries, problems);
        UnknownWarning(entries, signs, problems);
        if (unread.Count == 0)
        {
            UnknownEntry(entries, unread, signs, problems);
            UnknownCategory(entries, signs, problems);
        }

        UnknownPlaceholder(entries, problems);
        FewPhrasings(entries, problems);
        Overdue(entries, today, problems);
        Unsigned(entries, problems);
        if (unread.Count == 0)
        {
            UnusedSources(entries, sources, signs, problems);
        }

        if (synonyms is not null)
        {
            Text.SynonymRules.Check(synonyms, problems);
        }
    }

    /// <summary>A question cannot be both answered and declined.</summary>
    public static void AnsweredDecoys(
        IReadOnlyList<ReadEntry> entries, IReadOnlyList<IReadOnlyList<Decoy>> decoys, ProblemList problems)
    {
        var answered = new Dictionary<string, ReadEntry>(StringComparer.Ordinal);
        foreach (var read in entries)
        {
            foreach (var (phrasing, _) in read.Phrasings())
            {
                answered.TryAdd(Text.PhrasingText.Normalize(phrasing), read);
            }
        }

        foreach (var (text, line) in decoys.SelectMany(topic => topic))
        {
            if (answered.TryGetValue(Text.PhrasingText.Normalize(text), out var read))
            {
                problems.Error(DecoysFile.Name, line, "answered-decoy", $"\"{text}\" is a phrasing of {read.Path} (remove it from one of them).");
            }
        }
    }

    private static void DuplicateIds(IReadOnlyList<ReadEntry> entries, ProblemList problems)
    {
        foreach (var twins in entries.GroupBy(read => $"{read.Entry.Language} {read.Entry.Id}", StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            foreach (var twin in twins.Skip(1))
            {
                problems.Error(twin.Path, twin.Fields.Line("id"), "duplicate-id", $"The id '{twin.Entry.Id}' is taken by {twins.First().Path} (give this entry another one).");
            }
        }
    }

    private static void DuplicatePhrasings(IReadOnlyList<ReadEntry> entries, ProblemList problems)
    {
        // Keyed by one text: a dictionary of pairs would be compiled anew at every start.
        var owners = new Dictionary<string, ReadEntry>(StringComparer.Ordinal);
        foreach (var read in entries)
        {
            foreach (var (phrasing, line) in read.Phrasings())
            {
                var normal = Text.PhrasingText.Normalize(phrasing);
                var key = $"{read.Entry.Language} {normal}";
                if (normal.Length == 0)
                {
                    problems.Error(read.Path, line, "empty-phrasing", "The phrasing holds no word (write how people ask, or remove the line).");
                }
                else if (!owners.TryAdd(key, read) && owners[key] != read)
                {
                    problems.Error(read.Path, line, "duplicate-phrasing", $"\"{phrasing}\" is also a phrasing of {owners[key].Path} (keep it where it fits best).");
                }
            }
        }
    }

    private static void UnknownRelated(IReadOnlyList<ReadEntry> entries, IReadOnlyCollection<string> unread, ProblemList problems)
    {
        var ids = entries.Select(read => read.Entry.Id).Concat(unread.Select(path => Path.GetFileName(path).Split('.')[0])).ToHashSet(StringComparer.Ordinal);
        foreach (var read in entries)
        {
            foreach (var (related, line) in read.Fields.TextList("related").Where(related => !ids.Contains(related.Text)))
            {
                problems.Error(read.Path, line, "unknown-related", $"The related entry '{related}' does not exist (mend the id or remove it).");
            }
        }
    }

    private static void Uncited(IReadOnlyList<ReadEntry> entries, ProblemList problems)
    {
        foreach (var read in entries.Where(read => read.Entry.Status == EntryStatus.Published && read.Fields.TextList("sources").Count == 0))
        {
            // For what the clinic says of itself the clinic is the source.
            if (!ClinicFacts.PlaceholdersOf(read.Entry.Answer).Any())
            {
                problems.Error(read.Path, read.Fields.Line("sources"), "no-source", "The answer names no source (add 'sources: [KEY]', or make the entry a draft).");
            }
        }
    }

    /// <summary>Where the file of signs could not be read, which ids there are is not known.</summary>
    private static void UnknownWarning(IReadOnlyList<ReadEntry> entries, Safety.WarningSigns? signs, ProblemList problems)
    {
        if (signs is null or { All.Count: 0 })
        {
            return;
        }

        foreach (var read in entries.Where(read => read.Entry.Warning is { } sign && signs.Find(sign) is null))
        {
            problems.Error(read.Path, read.Fields.Line("warning"), "unknown-warning", $"'{read.Entry.Warning}' is no known warning sign (known are: {string.Join(", ", signs.All.Select(sign => sign.Id).Order(StringComparer.Ordinal))}).");
        }
    }

    private static void UnknownEntry(
        IReadOnlyList<ReadEntry> entries, IReadOnlyCollection<string> unread, Safety.WarningSigns? signs, ProblemList problems)
    {
        // Without any entry that is the one thing to say.
        var ids = entries.Select(read => read.Entry.Id).Concat(unread.Select(path => Path.GetFileName(path).Split('.')[0])).ToHashSet(StringComparer.Ordinal);
        foreach (var sign in signs?.All.Where(sign => ids.Count > 0 && sign.EntryId is { } entry && !ids.Contains(entry)) ?? [])
        {
            problems.Error(WarningSignsFile.Name, sign.Lines.Entry, "unknown-entry", $"The entry '{sign.EntryId}' of {sign.Id} does not exist (mend the id, or write null).");
        }
    }

    /// <summary>A misspelt category holds back nothing, and nobody would see it.</summary>
    private static void UnknownCategory(IReadOnlyList<ReadEntry> entries, Safety.WarningSigns? signs, ProblemList problems)
    {
        var known = entries.Select(read => read.Entry.Category).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var sign in signs?.All.Where(_ => known.Count > 0) ?? [])
        {
            foreach (var (category, line) in sign.Lines.HeldCategories.Where(held => !known.Contains(held.Text)))
            {
                problems.Error(WarningSignsFile.Name, line, "unknown-category", $"The category '{category}', which {sign.Id} holds back, has no entry (known are: {string.Join(", ", known)}).");
            }
        }
    }

    private static void UnknownPlaceholder(IReadOnlyList<ReadEntry> entries, ProblemList problems)
    {
        foreach (var read in entries)
        {
            foreach (var placeholder in Braces().Matches(read.Entry.Answer).Select(match => match.Value).Where(braces => !ClinicFacts.IsKnown(braces[1..^1])).Distinct())
            {
                problems.Error(read.Path, read.LineOf(new Regex(Regex.Escape(placeholder))), "placeholder", $"{placeholder} is no known placeholder (known are: name, number, {string.Join(", ", ClinicFacts.Contacts.Concat(ClinicFacts.Services))}).");
            }
        }
    }

    private static void FewPhrasings(IReadOnlyList<ReadEntry> entries, ProblemList problems)
    {
        foreach (var read in entries.Where(read => read.Entry.Phrasings.Count < FewestPhrasings))
        {
            problems.Warning(read.Path, read.Fields.Line("phrasings"), "few-phrasings", $"There are {read.Entry.Phrasings.Count} phrasings; with fewer than {FewestPhrasings} people may not find the entry (add ways in which people ask).");
        }
    }

    private static void Overdue(IReadOnlyList<ReadEntry> entries, DateOnly today, ProblemList problems)
    {
        foreach (var read in entries.Where(read => read.Entry.ReviewDue < today && read.Entry.ReviewDue != default))
        {
            problems.Warning(read.Path, read.Fields.Line("reviewDue"), "review-overdue", $"The review was due on {read.Entry.ReviewDue:yyyy-MM-dd} (check the answer and set 'reviewed').");
        }
    }

    private static void Unsigned(IReadOnlyList<ReadEntry> entries, ProblemList problems)
    {
        var published = entries.Where(read => read.Entry.Status == EntryStatus.Published).ToList();
        var unsigned = published.Count(read => read.Entry.ReviewedBy is null);
        if (unsigned > 0)
        {
            problems.Warning("entries", 0, "unsigned", $"Not signed by a clinician: {unsigned} of {published.Count} entries (set 'reviewedBy' once one has checked them).");
        }
    }

    private static void UnusedSources(
        IReadOnlyList<ReadEntry> entries, IReadOnlyDictionary<string, Source>? sources, Safety.WarningSigns? signs, ProblemList problems)
    {
        var cited = entries.SelectMany(read => read.Entry.Sources).Concat((signs?.All ?? []).SelectMany(sign => sign.Sources));
        var used = cited.Select(source => source.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var key in (sources?.Keys ?? []).Where(key => !used.Contains(key)).Order(StringComparer.Ordinal))
        {
            problems.Warning(SourcesFile.Name, 0, "unused-source", $"No entry and no warning sign cites '{key}' (cite it, or remove it).");
        }
    }

    /// <summary>Anything in braces: one that is misspelt would stand in the answer as it is.</summary>
    [GeneratedRegex(@"\{[^{}\n]*\}")]
    private static partial Regex Braces();
}
