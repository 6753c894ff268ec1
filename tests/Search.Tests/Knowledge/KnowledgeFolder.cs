using System.Text;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Tests.Knowledge;

/// <summary>A real knowledge folder with one entry that nothing at all is wrong with; tests change what they speak of.</summary>
internal sealed class KnowledgeFolder : IDisposable
{
    public const string Rest = "entries/care/rest.md";

    public static readonly DateOnly Today = new(2026, 11, 23);

    private readonly TempFolder _folder = new();

    public KnowledgeFolder()
    {
        Write("site.yaml", "name: Test Clinic\n");
        Write("sources.yaml", Source("KEY"));
        Write("warning-signs.yaml", Signs);
        Write(Rest, EntryText("rest", "Is it better to rest or to exercise?"));
    }

    public string Path => _folder.At("knowledge");

    /// <summary>Where a service would write beside the knowledge.</summary>
    public string Data => _folder.At("data");

    public string At(string path) => System.IO.Path.Combine(Path, path);

    public void Write(string path, string text) => Write(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), bytes);
    }

    /// <summary>Replaces a text that must stand in the file.</summary>
    public void Edit(string path, string old, string replacement)
    {
        var text = File.ReadAllText(At(path));
        Assert.Contains(old, text, StringComparison.Ordinal);
        Write(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    public void Append(string path, string text) => Write(path, File.ReadAllText(At(path)) + text);

    public void Delete(string path) => File.Delete(At(path));

    public KnowledgeReading Read() => KnowledgeReader.Read(Path, Today);

    public void Dispose() => _folder.Dispose();

    private const string Signs =
        """
        concepts:
          happenings:
            chestPain: [chest pain]
            fever: [fever]
        cues: {negation: [no]}
        signs:
          rf-chest-breath: {title: Chest pain, urgency: emergency, advice: "- **Call {number} now.**", unsourced: true, patterns: [chestPain], examples: [i have chest pain], lookAlikes: [no chest pain]}
          rf-fever-joint: {title: Fever, urgency: sameDay, advice: "- **See someone today.**", unsourced: true, patterns: [fever], examples: [i have a fever], lookAlikes: [no fever]}

        """;

    public static string Source(string key) =>
        $"""
        {key}:
          title: A title
          publisher: A publisher
          url: https://example.org/{key}
          date: 2025
          licence: All rights reserved

        """;

    /// <summary>
    /// An entry's file: id in line 2, question in line 3, the twelve phrasings in lines 5 to 16, category 17, sources 18,
    /// reviewed 19, reviewedBy 20, the second "---" in line 21, the answer in line 22.
    /// </summary>
    public static string EntryText(string id, string question, string category = "care") =>
        $"""
        ---
        id: {id}
        question: {question}
        phrasings:
        {string.Join('\n', Ways.Select(way => $"  - {way} {id}"))}
        category: {category}
        sources: [KEY]
        reviewed: 2026-11-01
        reviewedBy: A. Clinician
        ---
        The answer about {id}.

        """;

    private static readonly string[] Ways =
    [
        "what about", "tell me of", "explain", "help with", "all on", "more on",
        "why", "when", "where", "who needs", "do i want", "is there",
    ];
}
