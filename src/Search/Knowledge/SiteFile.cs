using System.Collections.Frozen;

namespace HipFaqBot.Search.Knowledge;

/// <summary>Reads <c>site.yaml</c>. What it leaves out has the default of <see cref="Site"/>.</summary>
internal static class SiteFile
{
    public const string Name = "site.yaml";

    private const int FewestDisclaimerWords = 6;

    public static Site Parse(string text, ProblemList problems)
    {
        var standard = Site.Default;
        if (YamlFields.Parse(text, Name, 0, problems) is not { } fields)
        {
            return standard;
        }

        var contacts = fields.Map("contacts");
        var services = fields.Map("services");
        var site = new Site
        {
            Name = fields.RequiredText("name"),
            Region = fields.Text("region"),
            Language = fields.Text("language") ?? standard.Language,
            Numbers = SiteNumbersTable.Read(fields, problems),
            Thresholds = Thresholds(fields, problems),
            Disclaimer = Disclaimer(fields, "disclaimer", standard.Disclaimer, problems),
            LongDisclaimer = Disclaimer(fields, "longDisclaimer", standard.LongDisclaimer, problems),
            Texts = Texts(fields.Map("texts")),
            Facts = Facts(contacts, ClinicFacts.Contacts).Concat(Facts(services, ClinicFacts.Services)).ToFrozenDictionary(),
        };
        contacts?.RejectUnknown();
        services?.RejectUnknown();
        fields.RejectUnknown();
        return site;
    }

    /// <summary>Its wording is the clinic's; that there is one is not. So a blank is the standard, and a stump is an error.</summary>
    private static string Disclaimer(YamlFields fields, string key, string standard, ProblemList problems)
    {
        var text = fields.Text(key)?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return standard;
        }

        if (text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length < FewestDisclaimerWords)
        {
            problems.Error(Name, fields.Line(key), "disclaimer", $"'{key}' says too little (write what people must know: that this is general information and no diagnosis, and whom to ask; or leave it out for the standard words).");
        }

        return text;
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
