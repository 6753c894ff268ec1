using HipFaqBot.Exchange.Importing;
using HipFaqBot.Search.Knowledge;
using Microsoft.Extensions.Time.Testing;

namespace HipFaqBot.Exchange.Tests;

/// <summary>A knowledge folder and source files of the test's own, gone when the test ends.</summary>
internal sealed class Folder : IDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 23);

    private readonly string _root = Directory.CreateTempSubdirectory("hipfaq-exchange-").FullName;

    public Folder()
    {
        Write("knowledge/site.yaml", """
            name: Hill Clinic
            region: EU
            numbers:
              EU:
                name: Europe
                emergency: &number {label: ambulance, phone: "112", page: "https://112.example"}
                urgentAdvice: *number
                crisis: *number
                poison: *number
                abuse: *number

            """);
        Write("knowledge/sources.yaml", "KEY:\n  title: Hips\n  publisher: Society\n  url: https://example.org/hips\n  date: \"2025\"\n  licence: cited\nOTHER-1:\n  title: Legs\n  publisher: Society\n  url: https://example.org/legs\n  date: \"2025\"\n  licence: cited\n");
        Write("knowledge/warning-signs.yaml", "concepts:\n  happenings:\n    fever: [fever]\nsigns:\n  rf-fever-joint: {title: Fever, urgency: sameDay, advice: '- See someone today.', unsourced: true, patterns: [fever]}\n");
    }

    public string Root => _root;

    public string Knowledge => Path.Combine(_root, "knowledge");

    public string Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string path, byte[] bytes)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    /// <summary>An entry that somebody wrote by hand, published.</summary>
    public void WriteEntry(string id, string question, params string[] phrasings) =>
        Write($"knowledge/entries/general/{id}.md", $"---\nid: {id}\nquestion: {question}\nphrasings: [{string.Join(", ", phrasings)}]\ncategory: general\nsources: [KEY]\nreviewed: 2026-11-23\n---\nThe answer about {id}.\n");

    public string Read(string path) => File.ReadAllText(Path.Combine(Knowledge, path));

    public void Edit(string path, string from, string to)
    {
        var text = Read(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Knowledge, path), text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Writes the source beside the knowledge and imports it.</summary>
    public ImportReport Import(string name, string text, bool dryRun = false) => Import(Write(name, text), dryRun);

    public ImportReport Import(string path, bool dryRun = false)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(Today, new TimeOnly(12, 0), TimeSpan.Zero));
        time.SetLocalTimeZone(TimeZoneInfo.Utc);
        return new Importer(time).Import(path, Knowledge, dryRun);
    }

    /// <summary>Everything in the knowledge folder, to see whether it changed.</summary>
    public Dictionary<string, string> Snapshot() =>
        Directory.EnumerateFileSystemEntries(Knowledge, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(Knowledge, path), path => File.Exists(path) ? File.ReadAllText(path) : "folder");

    /// <summary>The problems of the folder as the service would see them, but for having nothing published.</summary>
    public IEnumerable<KnowledgeProblem> Errors() => KnowledgeReader.Read(Knowledge, Today).Errors.Where(problem => problem.Rule != "no-entries");

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
