using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HipFaqBot.Search.Knowledge;

/// <summary>
/// One YAML mapping, read field by field. What is missing or of the wrong type becomes a problem with its line,
/// and reading goes on, so that one pass names everything.
/// </summary>
internal sealed class YamlFields
{
    private readonly YamlMappingNode _map;
    private readonly string _path;
    private readonly int _lineOffset;
    private readonly ProblemList _problems;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private YamlFields(YamlMappingNode map, string path, int lineOffset, ProblemList problems)
    {
        _map = map;
        _path = path;
        _lineOffset = lineOffset;
        _problems = problems;
    }

    /// <summary>Parses a YAML text that must hold one mapping; null (and a problem) if it does not.</summary>
    /// <param name="lineOffset">How many lines of the file stand above the text.</param>
    public static YamlFields? Parse(string yaml, string path, int lineOffset, ProblemList problems)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode map)
            {
                return new YamlFields(map, path, lineOffset, problems);
            }

            problems.Error(path, lineOffset + 1, "yaml", "This must be one list of \"name: value\" lines (see the other files for an example).");
        }
        catch (YamlException e)
        {
            var line = e.Message.Contains("tab", StringComparison.Ordinal) ? TabLine(yaml) ?? e.Start.Line : e.Start.Line;
            problems.Error(path, lineOffset + line, "yaml", $"{FirstSentence(e.Message)} (mend the YAML: check indentation by spaces, quotes and colons).");
        }

        return null;
    }

    public long Line(string key) => Node(key) is { } node ? _lineOffset + node.Start.Line : _lineOffset + _map.Start.Line;

    /// <summary>The line of the key itself; of the mapping's first key where it is missing.</summary>
    public long KeyLine(string key) =>
        _lineOffset + (_map.Children.Keys.FirstOrDefault(node => node is YamlScalarNode scalar && scalar.Value == key) ?? _map).Start.Line;

    public string? Text(string key)
    {
        switch (Node(key))
        {
            case null or YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" }:
                return null;
            case YamlScalarNode scalar:
                return scalar.Value;
            default:
                _problems.Error(_path, Line(key), "wrong-type", $"'{key}' must be one text (put it in quotes on one line).");
                return null;
        }
    }

    /// <summary>Whether nothing is written for the key. What is of the wrong type is there, and reported when it is read.</summary>
    public bool IsMissing(string key) => Node(key) is null or YamlScalarNode && string.IsNullOrWhiteSpace(Text(key));

    public string RequiredText(string key)
    {
        var text = Text(key);
        if (IsMissing(key))
        {
            _problems.Error(_path, Line(key), "missing-field", $"'{key}' is missing (add a line \"{key}: …\").");
        }

        return text?.Trim() ?? "";
    }

    public IReadOnlyList<YamlText> TextList(string key)
    {
        if (Node(key) is not { } node || (node is YamlScalarNode && Text(key) is null))
        {
            return [];
        }

        if (node is YamlSequenceNode sequence && sequence.Children.All(child => child is YamlScalarNode))
        {
            return [.. sequence.Children.Cast<YamlScalarNode>().Select(child => new YamlText(child.Value ?? "", _lineOffset + child.Start.Line))];
        }

        _problems.Error(_path, Line(key), "wrong-type", $"'{key}' must be a list of texts (one \"- text\" line each; quote a text that holds \": \").");
        return [];
    }

    public DateOnly? Date(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year < DateOnly.MaxValue.Year)
        {
            return date;
        }

        _problems.Error(_path, Line(key), "wrong-type", $"'{key}' is \"{text}\", which is no date (write it as 2026-11-23).");
        return null;
    }

    /// <summary>A fraction from 0 to 1; figures such as 50 are refused with a word about units.</summary>
    public double? Fraction(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1)
        {
            return value;
        }

        _problems.Error(_path, Line(key), "wrong-unit", $"'{key}' is \"{text}\", but must be a fraction from 0 to 1 (write 0.5 for 50 percent).");
        return null;
    }

    public YamlFields? Map(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlMappingNode map:
                return new YamlFields(map, _path, _lineOffset, _problems);
            default:
                _problems.Error(_path, Line(key), "wrong-type", $"'{key}' is a list of settings of its own (write indented \"name: value\" lines below it).");
                return null;
        }
    }

    /// <summary>All keys with their mappings, for files that are tables.</summary>
    public IEnumerable<YamlMap> Maps()
    {
        foreach (var key in _map.Children.Keys.OfType<YamlScalarNode>().Select(node => node.Value ?? ""))
        {
            if (Map(key) is { } fields)
            {
                yield return new YamlMap(key, fields);
            }
        }
    }

    /// <summary>All keys with their texts, for mappings whose keys are names.</summary>
    public IEnumerable<(string Key, string Text)> Texts()
    {
        foreach (var key in _map.Children.Keys.OfType<YamlScalarNode>().Select(node => node.Value ?? ""))
        {
            yield return (key, Text(key) ?? "");
        }
    }

    /// <summary>All keys with their lists of texts, for tables of words.</summary>
    public IEnumerable<YamlTexts> TextLists()
    {
        foreach (var key in _map.Children.Keys.OfType<YamlScalarNode>().Select(node => node.Value ?? ""))
        {
            yield return new YamlTexts(key, TextList(key));
        }
    }

    /// <summary>The same without lines, by their keys.</summary>
    public Dictionary<string, IReadOnlyList<string>> TextTable()
    {
        var table = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (key, texts) in TextLists())
        {
            table.Add(key, [.. texts.Select(one => one.Text)]);
        }

        return table;
    }

    /// <summary>The mappings of a list; what is none is a problem.</summary>
    public IEnumerable<YamlFields> MapList(string key)
    {
        if (Node(key) is not { } node || (node is YamlScalarNode && Text(key) is null))
        {
            yield break;
        }

        if (node is not YamlSequenceNode sequence || !sequence.Children.All(child => child is YamlMappingNode))
        {
            _problems.Error(_path, Line(key), "wrong-type", $"'{key}' must be a list of settings (write \"- name: value\" lines below it).");
            yield break;
        }

        foreach (var map in sequence.Children.Cast<YamlMappingNode>())
        {
            yield return new YamlFields(map, _path, _lineOffset, _problems);
        }
    }

    /// <summary>True, or false where nothing is written.</summary>
    public bool Flag(string key)
    {
        var text = Text(key);
        if (text is not (null or "true" or "false"))
        {
            _problems.Error(_path, Line(key), "wrong-type", $"'{key}' is \"{text}\", but must be true or false.");
        }

        return text == "true";
    }

    /// <summary>Reports fields that nobody asked for: most are misspelt names, which would otherwise be lost in silence.</summary>
    public void RejectUnknown()
    {
        foreach (var key in _map.Children.Keys.OfType<YamlScalarNode>().Where(node => !_known.Contains(node.Value ?? "")))
        {
            _problems.Error(
                _path, _lineOffset + key.Start.Line, "unknown-field",
                $"'{key.Value}' is no known field (known are: {string.Join(", ", _known.Order(StringComparer.Ordinal))}).");
        }
    }

    private YamlNode? Node(string key)
    {
        _known.Add(key);
        return _map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }

    /// <summary>The parser blames a tab on the line where the mapping around it begins; an editor looks for the tab.</summary>
    private static long? TabLine(string yaml)
    {
        var index = Array.FindIndex(yaml.Split('\n'), line => line.TrimStart(' ').StartsWith('\t'));
        return index < 0 ? null : index + 1;
    }

    private static string FirstSentence(string message) => message.Split('\n')[0].TrimEnd('.', ' ');
}

// Classes, not tuples: lists of them are compiled ahead with the framework, so that no start compiles them.

/// <summary>A text of a list, with its line.</summary>
internal sealed record YamlText(string Text, long Line);

/// <summary>A list of texts under its key.</summary>
internal sealed record YamlTexts(string Key, IReadOnlyList<YamlText> Texts);

/// <summary>A mapping under its key.</summary>
internal sealed record YamlMap(string Key, YamlFields Fields);
