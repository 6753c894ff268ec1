using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace HipFaqBot.Exchange.Importing;

/// <summary>
/// The text of an entry's file, edited a field at a time: every line that an edit does not concern stays as its editor left it,
/// comments, order and line ends included.
/// </summary>
internal sealed class EntryText
{
    private readonly string[] _lines;
    private readonly int _end;
    private readonly YamlMappingNode _fields;

    private EntryText(string[] lines, int end, YamlMappingNode fields) => (_lines, _end, _fields) = (lines, end, fields);

    public string Answer => string.Join('\n', _lines[(_end + 1)..].Select(line => line.TrimEnd('\r'))).ReplaceLineEndings("\n").Trim();

    /// <summary>Not served and signed by nobody: what an import may still change.</summary>
    public bool IsDraft => Text("status") == "draft" && Text("reviewedBy") is null;

    /// <returns>Null if the file is no entry.</returns>
    public static EntryText? Parse(string text)
    {
        var lines = text.Split('\n');
        var end = lines[0].TrimStart('\uFEFF').TrimEnd() == "---" ? Array.FindIndex(lines, 1, line => line.TrimEnd() == "---") : -1;
        if (end < 0)
        {
            return null;
        }

        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(string.Join('\n', lines[1..end])));
            return yaml.Documents is [{ RootNode: YamlMappingNode { Style: not MappingStyle.Flow } fields }] ? new EntryText(lines, end, fields) : null;
        }
        catch (YamlException)
        {
            // 'hipfaq check' says where and why; here it is only known that nothing can be merged.
            return null;
        }
    }

    /// <summary>The file of a new entry.</summary>
    public static EntryText New(IEnumerable<string> fields, string answer) => Parse($"---\n{string.Join('\n', fields)}\n---\n{answer}\n")!;

    public string? Text(string key) =>
        Node(key) is YamlScalarNode scalar && scalar is not { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } ? scalar.Value : null;

    public IReadOnlyList<string> List(string key) =>
        Node(key) is YamlSequenceNode list ? [.. list.Children.OfType<YamlScalarNode>().Select(child => child.Value ?? "")] : [];

    public EntryText WithAnswer(string answer) => Rewrite([.. _lines[..(_end + 1)], .. Ended(answer.Split('\n')), ""]);

    public EntryText With(string key, IReadOnlyList<string> written)
    {
        var (start, length) = Range(key);
        return Rewrite([.. _lines[..start], .. Ended(written), .. _lines[(start + length)..]]);
    }

    /// <summary>Adds below the last phrasing, at its indentation.</summary>
    public EntryText WithMorePhrasings(IReadOnlyList<string> added)
    {
        if (Node("phrasings") is not YamlSequenceNode { Style: not SequenceStyle.Flow, Children.Count: > 0 } list)
        {
            return With("phrasings", EntryYaml.Block("phrasings", [.. List("phrasings"), .. added]));
        }

        // The mark of a child is behind its hyphen; front matter begins at the file's second line.
        var last = _lines[(int)list.Children[^1].Start.Line];
        var indent = last[..(last.Length - last.TrimStart().Length)];
        var (start, length) = Range("phrasings");
        return Rewrite([.. _lines[..(start + length)], .. Ended(added.Select(phrasing => $"{indent}- {EntryYaml.Scalar(phrasing)}")), .. _lines[(start + length)..]]);
    }

    public override string ToString() => string.Join('\n', _lines);

    private static EntryText Rewrite(string[] lines) =>
        Parse(string.Join('\n', lines)) ?? throw new InvalidOperationException("An edit of a field has broken the entry's front matter.");

    private IEnumerable<string> Ended(IEnumerable<string> lines) => _lines[0].EndsWith('\r') ? lines.Select(line => line + "\r") : lines;

    /// <summary>The lines of a field, without blank lines and comments below it; an empty range before the end where it is not there.</summary>
    private (int Start, int Length) Range(string key)
    {
        if (_fields.Children.Keys.OfType<YamlScalarNode>().FirstOrDefault(node => node.Value == key) is not { } name)
        {
            return (_end, 0);
        }

        var start = (int)name.Start.Line;
        var next = _fields.Children.Keys.Select(node => (int)node.Start.Line).Where(line => line > start).Append(_end).Min();
        while (next > start + 1 && _lines[next - 1].TrimStart() is "" or ['#', ..] or ['\r', ..])
        {
            next--;
        }

        return (start, next - start);
    }

    private YamlNode? Node(string key) => _fields.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
}
