using System.Globalization;

namespace HipFaqBot.Search.Safety;

/// <summary>Writes out choices and groups: <c>(hip|leg) &lt;looks&gt; odd</c> becomes every way to say it; <c>(a|b)?</c> may be left out.</summary>
internal sealed class Wordings
{
    /// <summary>More ways than this are a mistake in the file.</summary>
    public const int Most = 5_000;

    private readonly string _text;
    private readonly WordGroups _groups;
    private readonly int _depth;
    private int _at;
    private bool _broken;

    private Wordings(string text, WordGroups groups, int depth)
    {
        _text = text;
        _groups = groups;
        _depth = depth;
    }

    /// <summary>All ways to say it; null for a group that is not known, brackets that do not close, or too many ways.</summary>
    public static IReadOnlyList<string>? Expand(string wording, WordGroups groups) =>
        Expand(wording, groups, 0) is { } ways && ways.TrueForAll(IsWellFormed) ? ways : null;

    /// <param name="depth">How many groups the wording is in.</param>
    internal static List<string>? Expand(string wording, WordGroups groups, int depth)
    {
        var reader = new Wordings(wording, groups, depth);
        var ways = reader.Choices();
        return reader._broken || reader._at < wording.Length ? null : ways;
    }

    private List<string> Choices()
    {
        var choices = Sequence();
        while (_at < _text.Length && _text[_at] == '|')
        {
            _at++;
            choices.AddRange(Sequence());
        }

        return choices;
    }

    private List<string> Sequence()
    {
        var ways = new List<string> { "" };
        while (!_broken && _at < _text.Length && _text[_at] is not ('|' or ')'))
        {
            if (_text[_at] == ' ')
            {
                _at++;
                continue;
            }

            var next = Part();
            if (next.Count * ways.Count > Most)
            {
                _broken = true;
                return ways;
            }

            var longer = new List<string>(ways.Count * next.Count);
            foreach (var way in ways)
            {
                foreach (var part in next)
                {
                    longer.Add(way.Length == 0 ? part : part.Length == 0 ? way : string.Concat(way, " ", part));
                }
            }

            ways = longer;
        }

        return ways;
    }

    private List<string> Part()
    {
        switch (_text[_at])
        {
            case '(':
                _at++;
                var choices = Choices();
                _broken |= _at >= _text.Length;
                _at++;
                if (_at < _text.Length && _text[_at] == '?')
                {
                    _at++;
                    choices.Add("");
                }

                return choices;
            case '<':
                var end = _text.IndexOf('>', _at);
                var name = end < 0 ? "" : _text[(_at + 1)..end];
                _at = end < 0 ? _text.Length : end + 1;
                return Group(name);
            default:
                var start = _at;
                while (_at < _text.Length && _text[_at] is not (' ' or '|' or '(' or ')' or '<'))
                {
                    _at++;
                }

                return [_text[start.._at]];
        }
    }

    private List<string> Group(string name)
    {
        if (name.Length > 0 && char.IsAsciiDigit(name[0]))
        {
            return [$"#{name}"];
        }

        if (_groups.Ways(name, _depth) is { } ways)
        {
            return ways;
        }

        _broken = true;
        return [];
    }

    private static bool IsWellFormed(string way)
    {
        // Nearly all of the many thousand ways are plain words.
        if (!way.Contains('#'))
        {
            return way.AsSpan().ContainsAnyExcept(' ') && way != ".."
                && !way.StartsWith(".. ", StringComparison.Ordinal) && !way.EndsWith(" ..", StringComparison.Ordinal);
        }

        var words = way.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && words[0] != ".." && words[^1] != ".."
            && Array.TrueForAll(words, word => word[0] != '#' || word[1..].Split('-') is { Length: 1 or 2 } bounds
                && Array.TrueForAll(bounds, bound => double.TryParse(bound, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)));
    }
}
