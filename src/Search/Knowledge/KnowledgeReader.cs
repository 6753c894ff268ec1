using System.Security.Cryptography;
using System.Text;
using HipFaqBot.Search.Knowledge.Checks;
using HipFaqBot.Search.Safety;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Knowledge;

/// <summary>Reads a knowledge folder, or a knowledge base kept as one file, and says everything that is wrong with it.</summary>
public static class KnowledgeReader
{
    /// <summary>Largest file that is read, bytes. An answer has about 1,000 characters; what is larger is a mistake.</summary>
    public const int MaxFileBytes = 1 << 20;

    /// <summary>The same of the messages from which signs are learned, bytes: 40,000 of them.</summary>
    private const int MaxMessagesBytes = 4 * MaxFileBytes;

    private const string SynonymsName = "synonyms.txt";
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a knowledge folder, or a <c>.jsonl</c> file in the form of public data sets.</summary>
    /// <param name="path">Folder or file.</param>
    /// <param name="today">The day against which review dates are judged.</param>
    public static KnowledgeReading Read(string path, DateOnly today) => Read(path, today, editorial: false);

    /// <summary>Reads as <see cref="Read(string, DateOnly)"/> does, and tells an editor besides what people would not understand or miss.</summary>
    /// <param name="path">Folder or file.</param>
    /// <param name="today">The day against which review dates are judged.</param>
    public static KnowledgeReading Check(string path, DateOnly today) => Read(path, today, editorial: true);

    private static KnowledgeReading Read(string path, DateOnly today, bool editorial)
    {
        var problems = new ProblemList();
        KnowledgeBase? knowledge = null;
        IReadOnlyList<Entry> served = [];
        try
        {
            knowledge =
                File.Exists(path) ? JsonlKnowledge.Read(path, problems)
                : Directory.Exists(path) ? ReadFolder(path, today, editorial, problems, out served)
                : Missing(path, problems);
            served = knowledge?.Entries is { Count: > 0 } all ? all : served;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder was moved away under our eyes, or may not be listed.
            Unreadable(path, e, problems);
        }

        return new KnowledgeReading(problems.HasErrors ? null : knowledge, problems.Sorted())
        {
            Entries = served.Count,
            Phrasings = served.Sum(entry => entry.Phrasings.Count),
        };
    }

    private static void Unreadable(string path, Exception e, ProblemList problems) =>
        problems.Error(path, 0, "unreadable", $"It cannot be read: {e.Message} (check that it exists and its permissions).");

    private static KnowledgeBase? Missing(string path, ProblemList problems)
    {
        problems.Error(path, 0, "missing-folder", "There is no such knowledge folder (set Knowledge:Folder to the folder that holds site.yaml, or start in the folder above it).");
        return null;
    }

    private static KnowledgeBase ReadFolder(string folder, DateOnly today, bool editorial, ProblemList problems, out IReadOnlyList<Entry> published)
    {
        var border = new FolderBorder(folder);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var siteText = Required(border, SiteFile.Name, hash, problems);
        var sourcesText = Required(border, SourcesFile.Name, hash, problems);
        var site = siteText is null ? Site.Default : SiteFile.Parse(siteText, problems);
        var sources = sourcesText is null ? null : SourcesFile.Parse(sourcesText, problems);
        var signsText = Required(border, WarningSignsFile.Name, hash, problems);
        var messagesText = Optional(border, SignMessagesFile.Name, hash, problems);
        var synonyms = Optional(border, SynonymsName, hash, problems);
        var talkText = Optional(border, SmallTalkFile.Name, hash, problems);
        var limitsText = Optional(border, LimitsFile.Name, hash, problems);
        var decoysText = Optional(border, DecoysFile.Name, hash, problems);
        var strangersText = Optional(border, OutOfScopeFile.Name, hash, problems);

        // All texts are read in order, for the hash; then they are parsed on every core, the largest file first.
        var signsRead = Ahead.Make(() => ParseSigns(signsText, messagesText, sources, begin: !editorial));
        var texts = new List<(string Path, string Text)>();
        var unread = new List<string>();
        foreach (var path in border.EntryFiles(link => LeadsOut(link, problems)))
        {
            if (ReadText(border, path, hash, problems) is { } text)
            {
                texts.Add((path, text));
            }
            else
            {
                unread.Add(path);
            }
        }

        var entries = ParseAll(texts, sources, unread, problems);
        var decoys = DecoysFile.Parse(decoysText ?? "");
        published = [.. entries.Select(read => read.Entry).Where(entry => entry.Status == EntryStatus.Published && entry.Language == site.Language)];
        var served = published;
        // Who only checks does not search.
        var analyzer = editorial ? null : Ahead.Make(() => new QuestionAnalyzer(synonyms ?? "", QuestionAnalyzer.Texts(served, decoys.Select(topic => topic.Select(decoy => decoy.Text)))));
        var smallTalk = talkText is null ? SmallTalks.None : SmallTalkFile.Parse(talkText, problems);
        var limits = limitsText is null ? Limits.None : LimitsFile.Parse(limitsText, problems);
        var outOfScope = strangersText is null ? [] : OutOfScopeFile.Parse(strangersText, problems);
        var (signs, messages, wrong) = signsRead.Value;
        problems.AddAll(wrong);
        StructureChecks.Run(entries, unread, sources, signs, synonyms, today, problems);
        StructureChecks.AnsweredDecoys(entries, decoys, problems);
        var knowledge = new KnowledgeBase(
            Convert.ToHexStringLower(hash.GetHashAndReset())[..16], site, problems.HasErrors ? [] : [.. entries.Select(read => read.Entry)], synonyms ?? "",
            [.. decoys.Select(topic => topic.Select(decoy => decoy.Text).ToList())], signs)
        {
            SignMessages = messages,
            OutOfScope = outOfScope,
            SmallTalk = smallTalk,
            Limits = limits,
            Analyzer = analyzer,
        };
        if (knowledge.Entries.Count == 0 && !problems.HasErrors)
        {
            problems.Error("entries", 0, "no-entries", entries.Count == 0
                ? "There is no entry (put one Markdown file for each question in entries/<category>/)."
                : $"No entry would be served: none is published in the language '{site.Language}' (set 'status: published', or mend 'language').");
        }

        if (editorial)
        {
            var glossary = Optional(border, Glossary.Name, hash, problems) is { } text ? Glossary.Parse(text, problems) : Glossary.None;
            new EditorialChecks(glossary, problems).Run(entries);
            Collisions.Check(entries, synonyms ?? "", problems);
            SignChecks.Run(signs ?? WarningSigns.None, problems);
            LimitChecks.Run(limits, entries, problems);
            SiteChecks.Run(siteText ?? "", site, entries, problems);
        }

        return knowledge;
    }

    /// <param name="begin">Whether to begin with what a detector of these signs takes longest for.</param>
    private static SignsRead ParseSigns(
        string? signsText, string? messagesText, IReadOnlyDictionary<string, Source>? sources, bool begin)
    {
        var problems = new ProblemList();
        var signs = signsText is null ? null : WarningSignsFile.Parse(signsText, sources, problems);
        if (begin && signs is not null)
        {
            Ahead.Make(() => signs.Reader);
        }

        // Signs that could not be read are no signs: each message's sign would be named as unknown, and hide the one error.
        return new SignsRead(signs, messagesText is null || signs is null || problems.HasErrors ? [] : SignMessagesFile.Parse(messagesText, signs, problems), problems);
    }

    private static List<ReadEntry> ParseAll(
        List<(string Path, string Text)> texts, IReadOnlyDictionary<string, Source>? sources, List<string> unread, ProblemList problems)
    {
        var parsed = new (string Path, ReadEntry? Entry, ProblemList Problems)[texts.Count];
        OnEveryCore(texts.Count, place => parsed[place] = Parse(texts[place]));
        var entries = new List<ReadEntry>(texts.Count);
        foreach (var (path, entry, found) in parsed)
        {
            problems.AddAll(found);
            if (entry is null)
            {
                unread.Add(path);
            }
            else
            {
                entries.Add(entry);
            }
        }

        return entries;

        (string Path, ReadEntry? Entry, ProblemList Problems) Parse((string Path, string Text) file)
        {
            var found = new ProblemList();
            return (file.Path, EntryFile.Parse(file.Path, file.Text, sources, found), found);
        }
    }

    /// <summary>As <see cref="Parallel"/> does, whose generic code every start would compile.</summary>
    private static void OnEveryCore(int count, Action<int> act)
    {
        var next = -1;
        var others = new Task[Environment.ProcessorCount - 1];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = Task.Run(Work);
        }

        Work();
        Task.WaitAll(others);

        void Work()
        {
            for (int place; (place = Interlocked.Increment(ref next)) < count;)
            {
                act(place);
            }
        }
    }

    /// <summary>A link is followed within the folder only: what lies outside was never meant to be read to patients.</summary>
    private static void LeadsOut(string path, ProblemList problems) =>
        problems.Error(path, 0, "link-out", "It is a link that leads out of the knowledge folder, or back to a folder that is read already (put the file itself here).");

    private static string? Optional(FolderBorder folder, string name, IncrementalHash hash, ProblemList problems) =>
        File.Exists(folder.At(name)) ? ReadText(folder, name, hash, problems) : null;

    private static string? Required(FolderBorder folder, string name, IncrementalHash hash, ProblemList problems)
    {
        if (File.Exists(folder.At(name)))
        {
            return ReadText(folder, name, hash, problems);
        }

        problems.Error(name, 0, "missing-file", $"There is no {name} in {folder.Path} (copy one from the repository's knowledge folder).");
        return null;
    }

    private static string? ReadText(FolderBorder folder, string path, IncrementalHash hash, ProblemList problems)
    {
        byte[] bytes;
        try
        {
            if (!folder.Holds(path))
            {
                LeadsOut(path, problems);
                return null;
            }

            using var file = File.OpenRead(folder.At(path));
            var most = path == SignMessagesFile.Name ? MaxMessagesBytes : MaxFileBytes;
            if (file.Length > most)
            {
                problems.Error(path, 0, "too-large", $"The file has {file.Length:N0} bytes; at most {most:N0} are read (is it the right file?).");
                return null;
            }

            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable(path, e, problems);
            return null;
        }

        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(path));
        hash.AppendData([0]);
        hash.AppendData(bytes);
        hash.AppendData([0]);
        return Decode(bytes, path, problems);
    }

    private static string? Decode(ReadOnlySpan<byte> bytes, string path, ProblemList problems)
    {
        bytes = bytes.StartsWith(System.Text.Encoding.UTF8.Preamble) ? bytes[System.Text.Encoding.UTF8.Preamble.Length..] : bytes;
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var line = bytes[..Math.Max(0, e.Index)].Count((byte)'\n') + 1;
            problems.Error(path, line, "encoding", "The file is not UTF-8 (save it again with the encoding UTF-8).");
            return null;
        }
    }

    private sealed record SignsRead(WarningSigns? Signs, IReadOnlyList<SignMessage> Messages, ProblemList Problems);
}
