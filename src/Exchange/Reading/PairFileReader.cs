using System.Text.RegularExpressions;

namespace HipFaqBot.Exchange.Reading;

/// <summary>
/// Bot Framework <c>.qna</c> files: <c># ? question</c>, <c>- another way to ask</c>, filters, an answer between fences, prompts.
/// Lines before a pair (<c>&gt; !# @qna.pair.id = 3</c>, <c>&lt;a id = "3"&gt;</c>) speak of the pair that follows.
/// </summary>
internal static partial class PairFileReader
{
    private const string Refers = "it refers to another file or page, which is not fetched (import that one itself)";

    public static IReadOnlyList<ForeignEntry> Read(string text, Findings findings)
    {
        var pairs = new List<Pair>();
        var next = new Pair();
        Pair? pair = null;
        var part = Part.None;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var raw = lines[i].TrimEnd('\r');
            var line = raw.Trim();
            if (QuestionPattern().Match(raw) is { Success: true } asked)
            {
                pair = next;
                (pair.Question, pair.Line) = (asked.Groups[1].Value, i + 1);
                pairs.Add(pair);
                (next, part) = (new Pair(), Part.Phrasings);
            }
            else if (PropertyPattern().Match(line) is { Success: true } property)
            {
                next.Set(property.Groups[1].Value, property.Groups[2].Value.Trim(), i + 1, findings);
            }
            else if (AnchorPattern().Match(line) is { Success: true } anchor)
            {
                next.Key = anchor.Groups[1].Value;
            }
            else if (line.Length == 0)
            {
                continue;
            }
            else if (line.StartsWith('>'))
            {
                findings.NoPlace(i + 1, "comment", "comments are for the file's own editors", line);
            }
            else if (pair is not null && FencePattern().Match(raw) is { Success: true } fence && pair.Answer is null)
            {
                var end = ReadAnswer(lines, i, fence, pair);
                if (end == lines.Length)
                {
                    findings.Warning(i + 1, "open-fence", $"The answer's fence {fence.Groups[2].Value} is never closed, so it goes to the end of the file (close it and import again).");
                }

                i = end;
            }
            else if (TitlePattern().Match(line) is { Success: true } title)
            {
                part = title.Groups[1].Value.Equals("filters", StringComparison.OrdinalIgnoreCase) ? Part.Filters : Part.Prompts;
            }
            else if (pair is null || !pair.Take(part, raw, i + 1, findings))
            {
                var why = line.StartsWith('#') ? "it is no question (a question's line begins '# ?')"
                    : ReferencePattern().IsMatch(line) ? Refers
                    : "it belongs to no question (mend the line and import again)";
                findings.NoPlace(i + 1, "line", why, line);
                if (line.StartsWith('#'))
                {
                    (pair, part) = (null, Part.None);
                }
            }
        }

        if (pairs.Count == 0)
        {
            findings.Error(0, "no-questions", "No line of the file begins with '# ?', so it has no question (is it a .qna file?).");
        }

        return [.. pairs.Select(found => found.ToEntry(findings))];
    }

    /// <summary>Takes the lines between the fences, less the indentation of the opening one.</summary>
    /// <returns>The closing fence's index, or the number of lines.</returns>
    private static int ReadAnswer(string[] lines, int open, Match fence, Pair pair)
    {
        var indent = fence.Groups[1].Length;
        var close = open + 1;
        while (close < lines.Length && !Closes(lines[close].Trim(), fence.Groups[2].Length))
        {
            close++;
        }

        pair.Answer = string.Join('\n', lines[(open + 1)..close].Select(line => Dedent(line.TrimEnd('\r'), indent)));
        return close;
    }

    private static bool Closes(string line, int length) => line.Length >= length && line.All(letter => letter == '`');

    private static string Dedent(string line, int indent)
    {
        var blank = 0;
        while (blank < indent && blank < line.Length && line[blank] is ' ' or '\t')
        {
            blank++;
        }

        return line[blank..];
    }

    private enum Part
    {
        None,
        Phrasings,
        Filters,
        Prompts,
    }

    [GeneratedRegex(@"^\s*#+\s*\? ?(.*)$")]
    private static partial Regex QuestionPattern();

    [GeneratedRegex(@"^>\s*!#\s*@([\w.-]+)\s*=\s*(.*)$")]
    private static partial Regex PropertyPattern();

    [GeneratedRegex("""^<a\s+id\s*=\s*["']([^"']*)["']\s*>\s*(?:</a>)?$""", RegexOptions.IgnoreCase)]
    private static partial Regex AnchorPattern();

    [GeneratedRegex(@"^(\s*)(`{3,})\s*[\w-]*\s*$")]
    private static partial Regex FencePattern();

    [GeneratedRegex(@"^\*{2,3}\s*(filters|prompts)\s*:?\s*\*{2,3}\s*:?$", RegexOptions.IgnoreCase)]
    private static partial Regex TitlePattern();

    [GeneratedRegex(@"^[-*+]?\s*\[[^\]]*\]\([^)]*\)$")]
    private static partial Regex ReferencePattern();

    [GeneratedRegex(@"^\s*[-*+] ?(.*)$")]
    private static partial Regex ListPattern();

    [GeneratedRegex(@"^\[(.*)\]\(#(.*?)\)\s*(`context-only`)?$", RegexOptions.IgnoreCase)]
    private static partial Regex PromptPattern();

    /// <summary>One pair while its lines are read.</summary>
    private sealed class Pair
    {
        private readonly List<(string Text, int Line)> _phrasings = [];
        private readonly List<KeyValuePair<string, string>> _filters = [];
        private readonly List<Prompt> _prompts = [];
        private readonly List<KeyValuePair<string, string>> _kept = [];

        public string? Question { get; set; }

        public int Line { get; set; }

        public string? Key { get; set; }

        public string? Answer { get; set; }

        public void Set(string property, string value, int line, Findings findings)
        {
            const string OfPair = "qna.pair.";
            if (property.Equals(OfPair + "id", StringComparison.OrdinalIgnoreCase))
            {
                Key = value;
            }
            else if (property.StartsWith(OfPair, StringComparison.OrdinalIgnoreCase))
            {
                _kept.Add(new(property[OfPair.Length..].ToLowerInvariant(), value));
            }
            else
            {
                findings.NoPlace(line, "setting", "it speaks of the old service", $"{property} = {value}");
            }
        }

        /// <returns>False where the line is none of this pair's.</returns>
        public bool Take(Part part, string raw, int line, Findings findings)
        {
            if (part == Part.None || ListPattern().Match(raw) is not { Success: true } listed)
            {
                return false;
            }

            var text = listed.Groups[1].Value;
            switch (part)
            {
                case Part.Phrasings:
                    _phrasings.Add((text, line));
                    return true;
                case Part.Filters:
                    var equals = text.IndexOf('=', StringComparison.Ordinal);
                    if (equals > 0)
                    {
                        _filters.Add(new(text[..equals].Trim(), text[(equals + 1)..].Trim()));
                    }

                    return equals > 0;
                default:
                    return TakePrompt(text.Trim(), line, findings);
            }
        }

        public ForeignEntry ToEntry(Findings findings)
        {
            var ours = EntryFields.AreOurs(_filters);
            Func<string, string> text = ours ? CellText.Unescape : CellText.Foreign;
            if (!ours)
            {
                foreach (var reference in _phrasings.Where(phrasing => ReferencePattern().IsMatch(phrasing.Text.Trim())))
                {
                    findings.NoPlace(reference.Line, "line", Refers, reference.Text);
                }

                _phrasings.RemoveAll(phrasing => ReferencePattern().IsMatch(phrasing.Text.Trim()));
            }

            var entry = EntryFields.Apply(
                new ForeignEntry(text(Question ?? ""), (Answer ?? "").Trim(), Line)
                {
                    Key = Key,
                    Phrasings = [.. _phrasings.Select(phrasing => text(phrasing.Text))],
                },
                _filters);
            return ours ? entry : entry with { Prompts = _prompts, Kept = [.. entry.Kept, .. _kept] };
        }

        private bool TakePrompt(string text, int line, Findings findings)
        {
            if (PromptPattern().Match(text) is not { Success: true } prompt)
            {
                return false;
            }

            _prompts.Add(new Prompt(prompt.Groups[1].Value.Replace("\\n", "\n", StringComparison.Ordinal), prompt.Groups[2].Value));
            if (prompt.Groups[3].Success)
            {
                findings.Warning(line, "context-only", "The prompt's answer was shown only after this one; here it stands alone (read its draft with that in mind).");
            }

            return true;
        }
    }
}
