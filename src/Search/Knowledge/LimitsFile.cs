using HipFaqBot.Search.Knowledge.Checks;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Knowledge;

/// <summary>Reads <c>limits.yaml</c>: words, and what the bot never does, made of them as warning signs are.</summary>
internal static class LimitsFile
{
    public const string Name = "limits.yaml";

    public static Limits Parse(string text, ProblemList problems)
    {
        if (YamlFields.Parse(text, Name, 0, problems) is not { } file)
        {
            return Limits.None;
        }

        var groups = new WordGroups(file.Map("words")?.TextTable() ?? []);
        var concepts = Lists(file.Map("concepts")).Select(concept => new Concept(concept.Key, ConceptKind.Place, Ways(concept.Texts))).ToList();
        CueWordings[] cues = [new(Cue.Harmless, Ways(file.TextList("harmless")))];
        var ordinary = file.TextList("ordinary").SelectMany(line => line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var known = concepts.Select(concept => concept.Name).ToHashSet(StringComparer.Ordinal);
        var cautions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (concept, entry) in file.Map("cautions")?.Texts() ?? [])
        {
            cautions[concept] = entry;
            if (!known.Contains(concept))
            {
                problems.Error(Name, file.KeyLine("cautions"), "unknown-concept", $"'{concept}' under 'cautions' is no concept of this file (mend the name, or add its words under 'concepts').");
            }
        }

        var (limits, signs) = (new List<Limit>(), new List<WarningSign>());
        foreach (var (id, fields) in file.Map("limits")?.Maps() ?? [])
        {
            var limit = new Limit(id, fields.RequiredText("reply"), fields.Flag("showsAnswer"))
            {
                IsMedicine = fields.Flag("medicine"),
                Examples = [.. fields.TextList("examples").Select(example => example.Text)],
                LookAlikes = [.. fields.TextList("lookAlikes").Select(example => example.Text)],
            };
            if (SelfDescriptions.In(limit.Reply) is { } claim)
            {
                problems.Error(Name, fields.Line("reply"), SelfDescriptions.Rule, SelfDescriptions.Message(claim));
            }

            limits.Add(limit);
            signs.Add(new WarningSign(id, id, Urgency.Soon, limit.Reply, [], EntryId: null, [])
            {
                Patterns = [.. fields.TextList("patterns").Select(pattern => Pattern(pattern.Text, pattern.Line, known, problems))],
            });
            fields.RejectUnknown();
        }

        file.RejectUnknown();
        return problems.HasErrors ? Limits.None : new Limits(limits, new WarningSigns(signs, new SignVocabulary(groups, concepts, cues, ordinary))) { Cautions = cautions };

        IReadOnlyList<Safety.Wording> Ways(IReadOnlyList<YamlText> texts)
        {
            foreach (var (way, line) in texts.Where(way => Wordings.Read(way.Text, groups) is null))
            {
                problems.Error(Name, line, "wording", $"\"{way}\" cannot be read (known groups are: {string.Join(", ", groups.Names.Order(StringComparer.Ordinal))}; close every bracket; \"..\" stands between words).");
            }

            return [.. texts.Select(way => new Safety.Wording(way.Text, way.Line))];
        }
    }

    private static IEnumerable<YamlTexts> Lists(YamlFields? fields) => fields?.TextLists() ?? [];

    private static SignPattern Pattern(string text, long line, HashSet<string> known, ProblemList problems)
    {
        var pattern = SignPattern.Parse(text, urgency: null);
        if (pattern is null)
        {
            problems.Error(Name, line, "pattern", $"\"{text}\" is no pattern (write it as \"canI + stop + medicine - brand ~ 12\").");
        }

        foreach (var name in pattern?.All.SelectMany(group => group).Concat(pattern.Unless).Where(name => !known.Contains(name)) ?? [])
        {
            problems.Error(Name, line, "unknown-concept", $"'{name}' is no concept of this file (mend the name, or add its words under 'concepts').");
        }

        return pattern ?? new SignPattern(text, [], [], 1, null);
    }
}
