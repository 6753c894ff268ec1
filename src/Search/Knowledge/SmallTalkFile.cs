using System.Text.RegularExpressions;
using HipFaqBot.Search.Knowledge.Checks;

namespace HipFaqBot.Search.Knowledge;

/// <summary>Reads <c>small-talk.yaml</c>.</summary>
internal static partial class SmallTalkFile
{
    public const string Name = "small-talk.yaml";

    public static SmallTalks Parse(string text, ProblemList problems)
    {
        if (YamlFields.Parse(text, Name, 0, problems) is not { } file)
        {
            return SmallTalks.None;
        }

        var all = new List<SmallTalk>();
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, fields) in file.Maps())
        {
            var phrasings = fields.TextList("phrasings");
            if (phrasings.Count == 0)
            {
                problems.Error(Name, fields.KeyLine("phrasings"), "missing-field", $"'{id}' has no phrasings (add the messages that mean it).");
            }

            foreach (var (phrasing, line) in phrasings)
            {
                if (!seen.TryAdd(SmallTalks.WordsOf(phrasing), id))
                {
                    problems.Error(Name, line, "duplicate-phrasing", $"\"{phrasing}\" stands twice (keep it where it fits best).");
                }
            }

            var talk = new SmallTalk(id, [.. phrasings.Select(phrasing => phrasing.Text)], fields.RequiredText("reply"), fields.Flag("health"));
            if (!talk.SpeaksOfHealth && HealthWord().Match(talk.Reply) is { Success: true } word)
            {
                problems.Error(Name, fields.Line("reply"), "disclaimer", $"The reply speaks of \"{word.Value}\", so that the disclaimer belongs under it (add 'health: true').");
            }

            if (SelfDescriptions.In(talk.Reply) is { } claim)
            {
                problems.Error(Name, fields.Line("reply"), SelfDescriptions.Rule, SelfDescriptions.Message(claim));
            }

            fields.RejectUnknown();
            all.Add(talk);
        }

        return new SmallTalks(all);
    }

    [GeneratedRegex(@"\b(hips?|pains?|health|medic\w*|doctors?|physio\w*|exercis\w*|symptoms?|injur\w*|treat\w*|diagnos\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex HealthWord();
}
