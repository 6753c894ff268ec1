using System.Collections.Frozen;

namespace HipFaqBot.Search.Knowledge;

/// <summary>Reads <c>site.yaml</c>. What it leaves out has the default of <see cref="Site"/>.</summary>
internal static class SiteFile
{
    public const string Name = "site.yaml";

    public static Site Parse(string text, ProblemList problems)
    {
        var standard = Site.Default;
        if (YamlFields.Parse(text, Name, 0, problems) is not { } fields)
        {
            return standard;
        }

        var contacts = fields.Map("contacts");
        var services = fields.Map("services");
        var numbers = fields.Map("numbers");
        var site = new Site
        {
            Name = fields.RequiredText("name"),
            Region = fields.Text("region"),
            Language = fields.Text("language") ?? standard.Language,
            EmergencyNumber = numbers?.Text("emergency") ?? standard.EmergencyNumber,
            Thresholds = Thresholds(fields, problems),
            Disclaimer = fields.Text("disclaimer")?.Trim() ?? standard.Disclaimer,
            Texts = Texts(fields.Map("texts")),
            Facts = Facts(contacts, ClinicFacts.Contacts).Concat(Facts(services, ClinicFacts.Services)).ToFrozenDictionary(),
        };
        contacts?.RejectUnknown();
        services?.RejectUnknown();
        numbers?.RejectUnknown();
        fields.RejectUnknown();
        return site;
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(YamlFields? fields, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (fields?.Text(name) is { } text && !string.IsNullOrWhiteSpace(text))
            {
                yield return new(name, text.Trim());
            }
        }
    }

    private static Thresholds Thresholds(YamlFields site, ProblemList problems)
    {
        var standard = Knowledge.Thresholds.Default;
        if (site.Map("thresholds") is not { } fields)
        {
            return standard;
        }

        var thresholds = new Thresholds(fields.Fraction("answer") ?? standard.Answer, fields.Fraction("suggest") ?? standard.Suggest);
        fields.RejectUnknown();
        if (thresholds.Suggest > thresholds.Answer)
        {
            problems.Error(Name, fields.Line("suggest"), "thresholds", "'suggest' is above 'answer', so nothing would ever be suggested (make it smaller).");
        }

        return thresholds;
    }

    private static SiteTexts Texts(YamlFields? fields)
    {
        var standard = new SiteTexts();
        if (fields is null)
        {
            return standard;
        }

        var texts = new SiteTexts
        {
            Welcome = fields.Text("welcome")?.Trim() ?? standard.Welcome,
            Suggest = fields.Text("suggest")?.Trim() ?? standard.Suggest,
            Decline = fields.Text("decline")?.Trim() ?? standard.Decline,
            Empty = fields.Text("empty")?.Trim() ?? standard.Empty,
            TooLong = fields.Text("tooLong")?.Trim() ?? standard.TooLong,
            Failure = fields.Text("failure")?.Trim() ?? standard.Failure,
        };
        fields.RejectUnknown();
        return texts;
    }
}
