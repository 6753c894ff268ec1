namespace HipFaqBot.Cli.Tests;

/// <summary>A small knowledge folder of the test's own, gone when the test ends.</summary>
internal sealed class KnowledgeFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("hipfaq-test-").FullName;

    public KnowledgeFolder()
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
        Write("knowledge/sources.yaml", "KEY:\n  title: Hips\n  publisher: Society\n  url: https://example.org/hips\n  date: \"2025\"\n  licence: cited\n");
        Write("knowledge/warning-signs.yaml", """
            concepts:
              happenings:
                chestPain: [chest pain]
                fever: [fever]
            cues: {negation: [no]}
            signs:
              rf-chest-breath: {title: Chest pain, urgency: emergency, advice: "- **Call {number} now.**", unsourced: true, patterns: [chestPain], examples: [i have chest pain], lookAlikes: [no chest pain]}
              rf-fever-joint: {title: Fever, urgency: sameDay, advice: "- **See someone today.**", unsourced: true, patterns: [fever], examples: [i have a fever], lookAlikes: [no fever]}
            """);
        WriteEntry("duration", "How long does a course of therapy take?", "how many weeks of physio will i need", "when am i done with therapy");
        WriteEntry("walking", "Should I keep walking with a sore hip?", "is a daily walk good for me", "can i go on walking");
        WriteEntry("ice", "Does ice help after an injury?", "should i put frozen peas on it", "ice pack or not");
    }

    public string Knowledge => Path.Combine(_root, "knowledge");

    public string Data => Path.Combine(_root, "data");

    public string Root => _root;

    public string Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public void WriteEntry(string id, string question, params string[] phrasings) =>
        Write($"knowledge/entries/general/{id}.md", $"""
            ---
            id: {id}
            question: {question}
            phrasings:
            {string.Join('\n', phrasings.Select(phrasing => $"  - {phrasing}"))}
            category: general
            sources: [KEY]
            reviewed: 2026-11-23
            ---
            The answer about {id}.
            """);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
