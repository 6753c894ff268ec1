using HipFaqBot.Exchange.Reading;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Importing;

/// <summary>
/// Lays a source over the knowledge: new entries become drafts, changes of the source go into drafts that nobody has touched
/// at that place, and everything else is said. It writes nothing; <see cref="Files"/> is what would be written.
/// </summary>
internal sealed class Merger(EntriesOnDisk disk, ImportRecord before, DateOnly today, Findings findings)
{
    /// <summary>A quarter of what the knowledge reader takes, so that the file stays below it whatever the letters.</summary>
    private const int MaxAnswer = KnowledgeReader.MaxFileBytes / 4;

    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<ImportChange> _changes = [];
    private readonly List<RecordedEntry> _recorded = [];

    /// <summary>Path relative to the knowledge folder, to the text that it is to hold.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    public IReadOnlyList<ImportChange> Changes => _changes;

    public ImportRecord After => before with { Entries = _recorded };

    public void Merge(IReadOnlyList<ForeignEntry> entries)
    {
        var known = KnownEntries.Match(entries, before.Entries);
        var placed = new List<(ForeignEntry Entry, string Id, RecordedEntry? Known)>();
        foreach (var entry in entries)
        {
            var recorded = known.GetValueOrDefault(entry);
            if (recorded is not null)
            {
                placed.Add((entry, recorded.Id, recorded));
            }
            else if (NewId(entry) is { } id)
            {
                placed.Add((entry, id, null));
            }
        }

        var follow = new FollowUps([.. placed.Select(one => (one.Entry, one.Id))], disk, findings);
        foreach (var (entry, id, recorded) in placed)
        {
            var whole = follow.Resolve(KnownSources(OneLanguage(entry)), id);
            if (recorded is null)
            {
                Add(whole, id);
            }
            else
            {
                Update(whole, recorded);
            }
        }

        foreach (var gone in before.Entries.Except(known.Values).Where(gone => disk.Find(gone.Id, gone.Language) is not null))
        {
            var entry = disk.Find(gone.Id, gone.Language)!;
            _recorded.Add(gone);
            _changes.Add(new ImportChange(gone.Id, entry.Path, ChangeKind.Removed, "entry", entry.Text?.Text("question") ?? ""));
        }
    }

    /// <summary>The id of a new entry, with its question taken in its name; null (and the reason told) if it cannot be one.</summary>
    private string? NewId(ForeignEntry entry)
    {
        var language = OneLanguage(entry).Language!;
        var owner = disk.Owner(language, entry.Question);
        var why =
            entry.Id is { } own && disk.Find(own, language) is { } there ? SameAs(entry, there) ? null : $"{there.Path} has this id and was not imported from here, so it is left as it is (take over by hand what is better)"
            : entry.Answer.Length == 0 ? "it has no answer (write one and import again)"
            : owner is "" ? "its question holds no word (write one and import again)"
            : owner is not null ? $"its question is also asked by the entry '{owner}' (merge the two by hand)"
            : entry.Answer.Length > MaxAnswer ? $"its answer has {entry.Answer.Length:N0} characters; an entry takes {MaxAnswer:N0} (split it)"
            : "";
        if (why is not "")
        {
            if (why is not null)
            {
                findings.NoPlace(entry.Line, "entry", why, Whole(entry));
            }

            return null;
        }

        var id = entry.Id is { } wanted && (!disk.HasId(wanted) || disk.Entries.Any(other => other.Id == wanted && other.Language != language))
            ? wanted
            : EntryName.FromQuestion(entry.Question, disk.HasId);
        disk.AddId(id);
        disk.Own(id, language, entry.Question);
        return id;
    }

    private void Add(ForeignEntry entry, string id)
    {
        var category = EntryName.Category(entry.Category);
        var path = $"entries/{category}/{id}{(entry.Language == disk.Language ? "" : "." + entry.Language)}.md";
        var phrasings = entry.Phrasings.Where(phrasing => HasPlace(phrasing, entry, id)).ToList();
        _files[path] = EntryText.New(
            [
                EntryYaml.Field("id", id),
                EntryYaml.Field("question", entry.Question),
                .. EntryYaml.Block("phrasings", phrasings),
                EntryYaml.Field("category", category),
                EntryYaml.Flow("sources", entry.Sources),
                EntryYaml.Field("scope", entry.Scope),
                $"reviewed: {today:yyyy-MM-dd}",
                EntryYaml.Field("reviewedBy", null),
                EntryYaml.Flow("related", entry.Related),
                EntryYaml.Field("warning", entry.Warning),
                EntryYaml.Field("status", "draft"),
                EntryYaml.Field("language", entry.Language),
            ],
            entry.Answer).ToString();
        _recorded.Add(RecordedEntry.Of(id, entry with { Phrasings = phrasings }));
        _changes.Add(new ImportChange(id, path, ChangeKind.Added, "entry", entry.Question));
    }

    private void Update(ForeignEntry entry, RecordedEntry recorded)
    {
        var source = RecordedEntry.Of(recorded.Id, entry with { Language = recorded.Language });
        if (disk.Find(recorded.Id, recorded.Language) is not { Text: not null } there)
        {
            _recorded.Add(recorded);
            if (!Same(source, recorded))
            {
                Leave(entry, recorded.Id, "", "entry", "it was deleted, renamed or made unreadable by hand", Whole(entry));
            }

            return;
        }

        var (text, fields) = Fields(there, entry, source, recorded);
        (text, var phrasings) = Phrasings(text, there, entry, recorded);
        _recorded.Add(source with { Fields = fields, Phrasings = phrasings });
        if (text.ToString() != there.Text.ToString())
        {
            _files[there.Path] = text.ToString();
        }
    }

    /// <returns>The merged text, and the hashes of what the source and the draft last agreed on: what was left is told of again next time.</returns>
    private (EntryText Text, Dictionary<string, string> Agreed) Fields(EntryOnDisk there, ForeignEntry entry, RecordedEntry source, RecordedEntry recorded)
    {
        var text = there.Text!;
        var agreed = source.Fields.ToDictionary();
        foreach (var (field, value) in RecordedEntry.FieldTexts(entry).Where(field => source.Fields[field.Key] != recorded.Fields.GetValueOrDefault(field.Key)))
        {
            var now = Now(text, field);
            if (now == value)
            {
                continue;
            }

            if (Obstacle(text, recorded, field, now, value) is { } why)
            {
                agreed[field] = recorded.Fields.GetValueOrDefault(field) ?? "";
                Leave(entry, recorded.Id, there.Path, field, why, value);
            }
            else
            {
                text = With(text, entry, field, value);
                _changes.Add(new ImportChange(recorded.Id, there.Path, ChangeKind.Changed, field, field == "answer" ? "" : value));
            }
        }

        return (text, agreed);
    }

    /// <summary>Why a change of the source must not go into the entry; null if it may.</summary>
    private string? Obstacle(EntryText text, RecordedEntry recorded, string field, string now, string value) =>
        !text.IsDraft ? "the entry is published or signed"
        : RecordedEntry.Hash(now) != recorded.Fields.GetValueOrDefault(field) ? "it was edited by hand"
        : field == "question" && disk.Own(recorded.Id, recorded.Language, value) != recorded.Id ? "another entry asks this, or it holds no word"
        : field == "answer" && value.Length is 0 or > MaxAnswer ? "the new one is empty or too long"
        : field == "category" ? "an entry changes its category with its folder"
        : null;

    private static EntryText With(EntryText text, ForeignEntry entry, string field, string value) => field switch
    {
        "answer" => text.WithAnswer(value),
        "sources" => text.With(field, [EntryYaml.Flow(field, entry.Sources)]),
        "related" => text.With(field, [EntryYaml.Flow(field, entry.Related)]),
        _ => text.With(field, [EntryYaml.Field(field, value.Length == 0 ? null : value)]),
    };

    private (EntryText Text, List<string> Agreed) Phrasings(EntryText text, EntryOnDisk there, ForeignEntry entry, RecordedEntry recorded)
    {
        var now = text.List("phrasings");
        var known = recorded.Phrasings.ToHashSet(StringComparer.Ordinal);
        var agreed = entry.Phrasings.Where(phrasing => known.Contains(RecordedEntry.Hash(phrasing)) || now.Contains(phrasing)).Select(RecordedEntry.Hash).ToList();
        foreach (var phrasing in now.Where(phrasing => known.Contains(RecordedEntry.Hash(phrasing)) && !entry.Phrasings.Contains(phrasing)))
        {
            agreed.Add(RecordedEntry.Hash(phrasing));
            _changes.Add(new ImportChange(recorded.Id, there.Path, ChangeKind.Removed, "phrasing", phrasing));
        }

        var added = new List<string>();
        foreach (var phrasing in entry.Phrasings.Where(phrasing => !known.Contains(RecordedEntry.Hash(phrasing)) && !now.Contains(phrasing)))
        {
            if (!text.IsDraft)
            {
                Leave(entry, recorded.Id, there.Path, "phrasing", "the entry is published or signed", phrasing);
            }
            else if (HasPlace(phrasing, entry, recorded.Id))
            {
                added.Add(phrasing);
                _changes.Add(new ImportChange(recorded.Id, there.Path, ChangeKind.Added, "phrasing", phrasing));
            }
        }

        agreed.AddRange(added.Select(RecordedEntry.Hash));
        return (added.Count == 0 ? text : text.WithMorePhrasings(added), agreed);
    }

    /// <summary>Whether no other entry is asked so: the knowledge is not served with one phrasing in two entries.</summary>
    private bool HasPlace(string phrasing, ForeignEntry entry, string id)
    {
        var owner = disk.Own(id, entry.Language!, phrasing);
        if (owner != id)
        {
            findings.NoPlace(entry.Line, "phrasing", owner is null ? "it holds no word" : $"the entry '{owner}' is also asked so (keep it where it fits best)", phrasing);
        }

        return owner == id;
    }

    private void Leave(ForeignEntry entry, string id, string path, string field, string why, string value)
    {
        _changes.Add(new ImportChange(id, path, ChangeKind.Kept, field, why));
        findings.NoPlace(entry.Line, $"{field} of '{id}'", $"the source changed it, but {why} (take over by hand what is better)", value);
    }

    private ForeignEntry OneLanguage(ForeignEntry entry) =>
        entry.Language is { Length: > 0 and < 36 } language && language.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? entry : entry with { Language = disk.Language };

    private ForeignEntry KnownSources(ForeignEntry entry)
    {
        foreach (var key in entry.Sources.Where(key => !disk.Sources.Contains(key)))
        {
            findings.NoPlace(entry.Line, "source", "sources.yaml has no such key (describe the source there, and name it in the entry)", key);
        }

        return entry with { Sources = [.. entry.Sources.Where(disk.Sources.Contains)] };
    }

    private static bool SameAs(ForeignEntry entry, EntryOnDisk there) =>
        there.Text is { } text && text.Answer == entry.Answer && text.Text("question")?.Trim() == entry.Question && text.List("phrasings").SequenceEqual(entry.Phrasings);

    private static bool Same(RecordedEntry one, RecordedEntry other) =>
        one.Phrasings.ToHashSet().SetEquals(other.Phrasings) && one.Fields.All(field => other.Fields.GetValueOrDefault(field.Key) == field.Value);

    private static string Now(EntryText text, string field) => field switch
    {
        "answer" => text.Answer,
        "sources" or "related" => string.Join('\n', text.List(field)),
        _ => text.Text(field)?.Trim() ?? "",
    };

    private static string Whole(ForeignEntry entry) => string.Join('\n', entry.Phrasings.Prepend(entry.Question).Append("").Append(entry.Answer));
}
