using System.Text;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HipFaqBot.Exchange.Importing;

/// <summary>An entry that is there already.</summary>
/// <param name="Path">Relative to the knowledge folder, with slashes.</param>
/// <param name="Text">Null where the file is no entry that can be read.</param>
internal sealed record EntryOnDisk(string Path, EntryText? Text)
{
    public string Id => Text?.Text("id")?.Trim() ?? System.IO.Path.GetFileName(Path).Split('.')[0];

    public string Language => Text?.Text("language") ?? "en";

    public IEnumerable<string> Ways => Text is null ? [] : Text.List("phrasings").Prepend(Text.Text("question") ?? "");
}

/// <summary>What the knowledge folder holds before an import, whether or not it is free of mistakes.</summary>
internal sealed class EntriesOnDisk
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<(string Language, string Phrasing), string> _owners = [];
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);

    private EntriesOnDisk(IReadOnlyList<EntryOnDisk> entries, string language, IReadOnlySet<string> sources)
    {
        (Entries, Language, Sources) = (entries, language, sources);
        foreach (var entry in entries)
        {
            _ids.Add(entry.Id);
            _ids.Add(Path.GetFileName(entry.Path).Split('.')[0]);
            foreach (var way in entry.Ways)
            {
                Own(entry.Id, entry.Language, way);
            }
        }
    }

    public IReadOnlyList<EntryOnDisk> Entries { get; }

    /// <summary>The language that the site serves.</summary>
    public string Language { get; }

    /// <summary>Keys of <c>sources.yaml</c>.</summary>
    public IReadOnlySet<string> Sources { get; }

    public static EntriesOnDisk Read(string folder)
    {
        // Links out of the folder are not followed; the check before and after names them.
        var border = new FolderBorder(folder);
        var entries = border.EntryFiles(_ => { }).Where(border.Holds).Select(path => new EntryOnDisk(path, Whole(border.At(path))));
        var site = Yaml(Path.Combine(folder, "site.yaml"));
        var sources = Yaml(Path.Combine(folder, "sources.yaml"));
        return new EntriesOnDisk(
            [.. entries],
            site is not null && site.Children.TryGetValue(new YamlScalarNode("language"), out var served) && served is YamlScalarNode { Value: { Length: > 0 } language } ? language : "en",
            (sources?.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "") ?? []).ToHashSet(StringComparer.Ordinal));
    }

    public bool HasId(string id) => _ids.Contains(id);

    public void AddId(string id) => _ids.Add(id);

    public EntryOnDisk? Find(string id, string language) => Entries.FirstOrDefault(entry => entry.Id == id && entry.Language == language);

    /// <summary>Gives the way of asking to the entry unless another one has it.</summary>
    /// <returns>The id of the entry that has it now; null for a way without a word, which the knowledge does not take.</returns>
    public string? Own(string id, string language, string way)
    {
        var key = (language, PhrasingText.Normalize(way));
        return key.Item2.Length == 0 ? null : _owners.TryAdd(key, id) ? id : _owners[key];
    }

    /// <summary>The id of the entry that has the way of asking; null where it is free, empty where it holds no word.</summary>
    public string? Owner(string language, string way)
    {
        var phrasing = PhrasingText.Normalize(way);
        return phrasing.Length == 0 ? "" : _owners.GetValueOrDefault((language, phrasing));
    }

    /// <summary>Null too for a file that is not UTF-8: written again, it would lose letters.</summary>
    private static EntryText? Whole(string path)
    {
        try
        {
            return EntryText.Parse(File.ReadAllText(path, StrictUtf8));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static YamlMappingNode? Yaml(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(File.ReadAllText(path)));
            return yaml.Documents.Count > 0 ? yaml.Documents[0].RootNode as YamlMappingNode : null;
        }
        catch (YamlException)
        {
            // The check of the whole folder, before and after, names it with its line.
            return null;
        }
    }
}
