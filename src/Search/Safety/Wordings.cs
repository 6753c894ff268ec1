using System.Globalization;

namespace HipFaqBot.Search.Safety;

/// <summary>
/// Reads choices and groups: <c>(hip|leg) &lt;looks&gt; odd</c> is every way to say it; <c>(a|b)?</c> may be left out. The ways are never
/// written out: there are many thousands, and every start reads them.
/// </summary>
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

    /// <summary>The wording's parts; null for a group that is not known, brackets that do not close, too many ways, or a way that is empty or begins or ends with <c>..</c>.</summary>
    public static WordingChoice? Read(string wording, WordGroups groups) =>
        Read(wording, groups, 0) is { } choices && new WordingChoice(choices) is { CanBeEmpty: false, CanBeginWithGap: false, CanEndWithGap: false } whole ? whole : null;

    /// <param name="depth">How many groups the wording is in.</param>
    /// <returns>The choices that it is; null where it cannot be read.</returns>
    internal static List<WordingSequence>? Read(string wording, WordGroups groups, int depth)
    {
        var reader = new Wordings(wording, groups, depth);
        var choices = reader.Choices();
        return reader._broken || reader._at < wording.Length ? null : choices;
    }

    private List<WordingSequence> Choices()
    {
        var choices = new List<WordingSequence> { Sequence() };
        while (_at < _text.Length && _text[_at] == '|')
        {
            _at++;
            choices.Add(Sequence());
        }

        return choices;
    }

    private WordingSequence Sequence()
    {
        var parts = new List<WordingPart>();
        var ways = 1;
        while (!_broken && _at < _text.Length && _text[_at] is not ('|' or ')'))
        {
            if (_text[_at] == ' ')
            {
                _at++;
                continue;
            }

            if (Part() is { } part)
            {
                parts.Add(part);
                ways *= part.Ways;
            }

            _broken |= ways > Most;
        }

        return new WordingSequence(parts);
    }

    private WordingPart? Part()
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
                    choices.Add(new WordingSequence([]));
                }

                return new WordingChoice(choices);
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

                return Word(_text[start.._at]);
        }
    }

    private WordingPart? Group(string name)
    {
        if (name.Length > 0 && char.IsAsciiDigit(name[0]))
        {
            return Word($"#{name}");
        }

        var group = _groups.Find(name, _depth);
        _broken |= group is null;
        return group;
    }

    private WordingWord Word(string text)
    {
        _broken |= text[0] == '#' && !(text[1..].Split('-') is { Length: 1 or 2 } bounds
            && Array.TrueForAll(bounds, bound => double.TryParse(bound, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)));
        return new WordingWord(text);
    }
}
