using HipFaqBot.Search.Safety;

namespace HipFaqBot.Search.Knowledge;

/// <summary>Reads <c>warning-signs.yaml</c>: the words, and the signs that are made of them. An error keeps the whole version from serving.</summary>
internal sealed class WarningSignsFile
{
    public const string Name = "warning-signs.yaml";

    private static readonly (string Name, ConceptKind Kind)[] Kinds =
        [("places", ConceptKind.Place), ("lasting", ConceptKind.Lasting), ("happenings", ConceptKind.Happening), ("person", ConceptKind.Person)];

    private readonly IReadOnlyDictionary<string, Source>? _sources;
    private readonly ProblemList _problems;
    private readonly HashSet<string> _concepts = new(StringComparer.Ordinal);
    private WordGroups _groups = WordGroups.None;

    private WarningSignsFile(IReadOnlyDictionary<string, Source>? sources, ProblemList problems)
    {
        _sources = sources;
        _problems = problems;
    }

    public static WarningSigns Parse(string text, IReadOnlyDictionary<string, Source>? sources, ProblemList problems) =>
        new WarningSignsFile(sources, problems).Parse(text);

    private WarningSigns Parse(string text)
    {
        if (YamlFields.Parse(text, Name, 0, _problems) is not { } file)
        {
            return WarningSigns.None;
        }

        _groups = new WordGroups(file.Map("words")?.TextTable() ?? []);
        var vocabulary = new SignVocabulary(
            _groups, Concepts(file), Cues(file), [.. file.TextList("ordinary").SelectMany(line => line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))]);
        var signs = Signs(file);
        var notes = file.Map("notes")?.TextLists().ToDictionary(
            note => note.Key, note => (IReadOnlyList<SignPattern>)[.. note.Texts.Select(pattern => Pattern(pattern.Text, pattern.Line, null))], StringComparer.Ordinal);
        var forSomeoneElse = file.Text("forSomeoneElse");
        var thresholds = Thresholds(file.Map("thresholds"));
        file.RejectUnknown();
        return _problems.HasErrors ? WarningSigns.None : new WarningSigns(signs, vocabulary)
        {
            Hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))),
            ForSomeoneElse = forSomeoneElse,
            Notes = notes ?? [],
            Thresholds = thresholds,
        };
    }

    /// <summary>Those that the file leaves out are the standard ones.</summary>
    private static SignThresholds Thresholds(YamlFields? fields)
    {
        var standard = SignThresholds.Standard;
        if (fields is null)
        {
            return standard;
        }

        var thresholds = new SignThresholds
        {
            Stands = Fraction(fields, "stands", standard.Stands),
            Told = Fraction(fields, "told", standard.Told),
            StandsTold = Fraction(fields, "standsTold", standard.StandsTold),
            StandsPreferred = Fraction(fields, "standsPreferred", standard.StandsPreferred),
            Graver = Fraction(fields, "graver", standard.Graver),
            Alert = Alert(fields.Map("alert"), standard.Alert),
            AlertSoon = Alert(fields.Map("alertSoon"), standard.AlertSoon),
            AlertPreferred = Alert(fields.Map("alertPreferred"), standard.AlertPreferred),
            AlertPreferredInPiece = Alert(fields.Map("alertPreferredInPiece"), standard.AlertPreferredInPiece),
        };
        fields.RejectUnknown();
        return thresholds;
    }

    private static AlertThresholds Alert(YamlFields? fields, AlertThresholds standard)
    {
        if (fields is null)
        {
            return standard;
        }

        var thresholds = new AlertThresholds
        {
            Own = Fraction(fields, "own", standard.Own),
            Divided = Fraction(fields, "divided", standard.Divided),
            Any = Fraction(fields, "any", standard.Any),
            SetAside = Fraction(fields, "setAside", standard.SetAside),
            None = Fraction(fields, "none", standard.None),
        };
        fields.RejectUnknown();
        return thresholds;
    }

    private static float Fraction(YamlFields fields, string key, float standard) => (float)(fields.Fraction(key) ?? standard);

    private List<Concept> Concepts(YamlFields file)
    {
        var concepts = new List<Concept>();
        if (file.Map("concepts") is not { } groups)
        {
            file.RequiredText("concepts");
            return concepts;
        }

        foreach (var (name, kind) in Kinds)
        {
            foreach (var (concept, texts) in groups.Map(name)?.TextLists() ?? [])
            {
                if (!_concepts.Add(concept))
                {
                    _problems.Error(Name, groups.Map(name)!.KeyLine(concept), "duplicate-concept", $"The concept '{concept}' stands twice (put its words together).");
                }

                concepts.Add(new Concept(concept, kind, Ways(texts)));
            }
        }

        groups.RejectUnknown();
        return concepts;
    }

    private List<CueWordings> Cues(YamlFields file)
    {
        var cues = new List<CueWordings>();
        var fields = file.Map("cues");
        foreach (var cue in Enum.GetValues<Cue>())
        {
            var name = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(cue.ToString());
            cues.Add(new CueWordings(cue, Ways(fields?.TextList(name) ?? [])));
        }

        fields?.RejectUnknown();
        return cues;
    }

    private List<Wording> Ways(IReadOnlyList<YamlText> texts)
    {
        foreach (var (text, line) in texts.Where(way => Wordings.Read(way.Text, _groups) is null))
        {
            _problems.Error(Name, line, "wording", $"\"{text}\" cannot be read (known groups are: {string.Join(", ", _groups.Names.Order(StringComparer.Ordinal))}; close every bracket; \"..\" stands between words; at most {Wordings.Most:N0} ways).");
        }

        return [.. texts.Select(way => new Wording(way.Text, way.Line))];
    }

    private List<WarningSign> Signs(YamlFields file)
    {
        var signs = new List<WarningSign>();
        foreach (var (id, fields) in file.Map("signs")?.Maps() ?? [])
        {
            signs.Add(Sign(id, fields));
            fields.RejectUnknown();
        }

        if (signs.Count == 0)
        {
            _problems.Error(Name, file.Line("signs"), "no-signs", "There is no warning sign (copy the file from the repository's knowledge folder).");
        }

        return signs;
    }

    private WarningSign Sign(string id, YamlFields fields)
    {
        var urgency = Urgency(fields, "urgency") ?? Safety.Urgency.Emergency;
        var sources = Sources(fields, id);
        var ask = fields.Text("ask");
        var ambiguous = fields.TextList("ambiguous").Select(pattern => Pattern(pattern.Text, pattern.Line, null)).ToList();
        if (ask is null && ambiguous.Count > 0)
        {
            _problems.Error(Name, fields.Line("ambiguous"), "no-question", $"'{id}' has ambiguous patterns and no question (add 'ask: …'; it says what to do if the answer is yes).");
        }

        var heldCategories = fields.TextList("heldCategories");
        var pairs = Pairs(fields, id);
        return new WarningSign(
            id, fields.RequiredText("title"), urgency, fields.RequiredText("advice"), sources, fields.Text("entry"),
            [.. heldCategories.Select(category => category.Text)])
        {
            AdviceForSomeoneElse = fields.Text("adviceForSomeoneElse"),
            AdviceIfRaised = IfRaised(fields, "adviceIfRaised"),
            AdviceForSomeoneElseIfRaised = IfRaised(fields, "adviceForSomeoneElseIfRaised"),
            Ask = ask,
            AskForSomeoneElse = fields.Text("askForSomeoneElse"),
            Kind = Kind(fields),
            Numbers = [.. Numbers(fields)],
            Ambiguous = ambiguous,
            PrefersAlarm = fields.Flag("prefersAlarm"),
            Examples = [.. fields.TextList("examples").Select(example => example.Text)],
            LookAlikes = [.. fields.TextList("lookAlikes").Select(example => example.Text)],
            Evidence = Evidence(fields, id),
            Patterns = [.. fields.TextList("patterns").Select(pattern => Pattern(pattern.Text, pattern.Line, null)), .. pairs.Select(pair => pair.Pattern)],
            Pairs = pairs,
            Raised = Raised(fields),
            ReviewedBy = fields.Text("reviewedBy"),
            Lines = new SignLines(fields.Line("entry"), heldCategories, fields.Flag("unsourced") ? fields.Line("unsourced") : null),
        };
    }

    private List<string> Evidence(YamlFields fields, string id)
    {
        var names = fields.TextList("evidence");
        foreach (var (name, line) in names.Where(name => !_concepts.Contains(name.Text)))
        {
            _problems.Error(Name, line, "unknown-concept", $"The evidence of '{id}' names '{name}', which is no concept (they are listed under concepts).");
        }

        return [.. names.Select(name => name.Text)];
    }

    private static Dictionary<Urgency, string> IfRaised(YamlFields fields, string key)
    {
        var advice = new Dictionary<Urgency, string>();
        if (fields.Map(key) is { } raised)
        {
            foreach (var (name, urgency) in (ReadOnlySpan<(string, Urgency)>)[("sameDay", Safety.Urgency.SameDay), ("emergency", Safety.Urgency.Emergency)])
            {
                if (raised.Text(name) is { } text)
                {
                    advice[urgency] = text;
                }
            }

            raised.RejectUnknown();
        }

        return advice;
    }

    private IEnumerable<HelpPurpose> Numbers(YamlFields fields)
    {
        foreach (var (name, line) in fields.TextList("numbers"))
        {
            if (SiteNumbersTable.Purposes.FirstOrDefault(purpose => purpose.Name == name) is { } known)
            {
                yield return known.Purpose;
            }
            else
            {
                _problems.Error(Name, line, "number", $"'{name}' is no purpose of a number (write one of: {string.Join(", ", SiteNumbersTable.Purposes.Select(purpose => purpose.Name))}).");
            }
        }
    }

    private SignKind Kind(YamlFields fields)
    {
        switch (fields.Text("kind"))
        {
            case null or "medical":
                return SignKind.Medical;
            case "crisis":
                return SignKind.Crisis;
            case "violence":
                return SignKind.Violence;
            case var kind:
                _problems.Error(Name, fields.Line("kind"), "kind", $"'kind' is \"{kind}\" (write medical, crisis or violence).");
                return SignKind.Medical;
        }
    }

    private List<Source> Sources(YamlFields fields, string id)
    {
        var sources = new List<Source>();
        foreach (var (key, line) in fields.TextList("sources"))
        {
            if (_sources?.GetValueOrDefault(key) is { } source)
            {
                sources.Add(source);
            }
            else if (_sources is not null)
            {
                _problems.Error(Name, line, "unknown-source", $"The source '{key}' is not in {SourcesFile.Name} (add it there, or mend the key).");
            }
        }

        if (!fields.Flag("unsourced") && fields.TextList("sources").Count == 0)
        {
            _problems.Error(Name, fields.Line("sources"), "no-source", $"'{id}' names no source (add 'sources: [KEY]', or 'unsourced: true' until one is found).");
        }

        return sources;
    }

    private List<SignPair> Pairs(YamlFields fields, string id)
    {
        var pairs = new List<SignPair>();
        foreach (var pair in fields.MapList("pairs"))
        {
            var pattern = Condition(pair);
            Sources(pair, $"a pair of {id}");
            pairs.Add(new SignPair(pattern, pair.Flag("unsourced"), pair.Line("when")));
            pair.RejectUnknown();
        }

        return pairs;
    }

    private List<SignPattern> Raised(YamlFields fields)
    {
        var raised = new List<SignPattern>();
        foreach (var condition in fields.MapList("raised"))
        {
            raised.Add(Condition(condition));
            condition.RejectUnknown();
        }

        return raised;
    }

    private SignPattern Condition(YamlFields fields) => Pattern(fields.RequiredText("when"), fields.Line("when"), Urgency(fields, "urgency"));

    private SignPattern Pattern(string text, long line, Urgency? urgency)
    {
        var pattern = SignPattern.Parse(text, urgency);
        if (pattern is null)
        {
            _problems.Error(Name, line, "pattern", $"\"{text}\" is no pattern (write it as \"fall|crash + cannotStand - season ~ 20\").");
        }

        foreach (var name in pattern?.All.SelectMany(group => group).Concat(pattern.Unless).Where(name => !_concepts.Contains(name)) ?? [])
        {
            _problems.Error(Name, line, "unknown-concept", $"'{name}' is no concept of this file (mend the name, or add its words under 'concepts').");
        }

        return pattern ?? new SignPattern(text, [], [], 1, urgency);
    }

    private Urgency? Urgency(YamlFields fields, string key)
    {
        var text = fields.RequiredText(key);
        Urgency? urgency = text switch
        {
            "emergency" => Safety.Urgency.Emergency,
            "sameDay" => Safety.Urgency.SameDay,
            "soon" => Safety.Urgency.Soon,
            _ => null,
        };
        if (urgency is null && text.Length > 0)
        {
            _problems.Error(Name, fields.Line(key), "urgency", $"'{key}' is \"{text}\" (write emergency, sameDay or soon).");
        }

        return urgency;
    }
}
