using System.Text.Json;

namespace HipFaqBot.Search.Knowledge;

/// <summary>Reads <c>numbers</c> of <c>site.yaml</c>.</summary>
internal static class SiteNumbersTable
{
    private const string Key = "numbers";

    /// <summary>The purposes by the names they have in the file.</summary>
    public static IReadOnlyList<NamedPurpose> Purposes { get; } = AllPurposes();

    public static SiteNumbers Read(YamlFields site, ProblemList problems)
    {
        var countries = new List<HelpCountry>();
        foreach (var (code, fields) in site.Map(Key)?.Maps() ?? [])
        {
            countries.Add(Country(code, fields, problems));
            fields.RejectUnknown();
        }

        return countries.Count == 0 ? SiteNumbers.None : new SiteNumbers(countries);
    }

    private static List<NamedPurpose> AllPurposes()
    {
        var all = new List<NamedPurpose>();
        foreach (var purpose in Enum.GetValues<HelpPurpose>())
        {
            all.Add(new NamedPurpose(JsonNamingPolicy.CamelCase.ConvertName(purpose.ToString()), purpose));
        }

        return all;
    }

    private static HelpCountry Country(string code, YamlFields fields, ProblemList problems)
    {
        if (code.Length != 2 || !code.All(char.IsAsciiLetterUpper))
        {
            problems.Error(SiteFile.Name, fields.KeyLine("name"), "country", $"'{code}' is no country code of two capitals (write GB, US, …, with the country's numbers below it).");
        }

        var numbers = new List<HelpNumber>();
        foreach (var (name, purpose) in Purposes)
        {
            if (fields.Map(name) is { } number)
            {
                numbers.Add(Number(purpose, number, problems));
                number.RejectUnknown();
            }
        }

        return new HelpCountry(code, fields.RequiredText("name"), numbers);
    }

    private static HelpNumber Number(HelpPurpose purpose, YamlFields fields, ProblemList problems)
    {
        var phone = fields.RequiredText("phone");
        if (phone.Length > 0 && (!phone.Any(char.IsAsciiDigit) || phone.Any(character => !char.IsAsciiDigit(character) && !"+- ()".Contains(character, StringComparison.Ordinal))))
        {
            problems.Error(SiteFile.Name, fields.Line("phone"), "phone", $"'phone' is \"{phone}\", which no telephone can call (write digits, in quotes; words go to 'label').");
        }

        var page = fields.RequiredText("page");
        if (!Uri.TryCreate(page, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
        {
            problems.Error(SiteFile.Name, fields.Line("page"), "url", $"'page' is \"{page}\", which is no web address (write https://…).");
            url = new Uri("about:blank");
        }

        return new HelpNumber(purpose, fields.RequiredText("label"), phone, fields.Text("text")?.Trim(), url, fields.Date("checked"));
    }
}

/// <summary>A purpose of a number by its name in the file.</summary>
internal sealed record NamedPurpose(string Name, HelpPurpose Purpose);
