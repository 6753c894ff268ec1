namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>What the clinic has to set before patients use the bot.</summary>
internal static class SiteChecks
{
    private const string ShippedName = "Your Clinic";

    /// <param name="text">The text of <c>site.yaml</c>, for the lines.</param>
    public static void Run(string text, Site site, IReadOnlyList<ReadEntry> entries, ProblemList problems)
    {
        if (YamlFields.Parse(text, SiteFile.Name, 0, new ProblemList()) is not { } fields)
        {
            return;
        }

        Facts(fields, "contacts", ClinicFacts.Contacts, site, entries, problems);
        Facts(fields, "services", ClinicFacts.Services, site, entries, problems);
        if (site.Name.Equals(ShippedName, StringComparison.OrdinalIgnoreCase))
        {
            problems.Warning(SiteFile.Name, fields.KeyLine("name"), "site-placeholder", $"The name is still \"{site.Name}\" (write your clinic's name).");
        }

        if (site.Region is null)
        {
            problems.Warning(SiteFile.Name, fields.KeyLine("region"), "site-placeholder", "'region' is not set, so that the bot leads with \"your local emergency number\" and names every country's (set it to your patients' country).");
        }

        Numbers(fields, site, problems);
        Wording(fields, site, problems);
    }

    private static void Numbers(YamlFields fields, Site site, ProblemList problems)
    {
        var line = fields.KeyLine("numbers");
        if (site.Region is { } region && site.Numbers.Find(region) is null)
        {
            problems.Error(SiteFile.Name, fields.Line("region"), "site-number", $"'numbers' has no country {region} (add its numbers, or mend 'region').");
            return;
        }

        // What everything else falls back on: without it people of that country are left with no number at all.
        foreach (var country in site.Numbers.Countries.Where(country => country.For(HelpPurpose.Emergency) is null))
        {
            problems.Error(SiteFile.Name, fields.Map("numbers")!.KeyLine(country.Code), "site-number", $"{country.Code} has no 'emergency' number, which all its other purposes fall back on (add it, or remove the country).");
        }

        var countries = site.Numbers.Find(site.Region) is { } own ? [own] : site.Numbers.Countries;
        foreach (var (name, _) in SiteNumbersTable.Purposes.Where(purpose =>
            (purpose.Purpose != HelpPurpose.Emergency || countries.Count == 0) && countries.All(country => country.For(purpose.Purpose) is null)))
        {
            problems.Error(SiteFile.Name, line, "site-number", $"There is no '{name}' number{(site.Region is null ? "" : $" for {site.Region}")}, so that people are given the emergency number (add one under 'numbers'; your own out-of-hours line will do for urgent advice).");
        }

        var neverChecked = countries.SelectMany(country => country.Numbers.Select(number => (country.Code, number))).Where(row => row.number.Checked is null).ToList();
        if (neverChecked.Count > 0)
        {
            problems.Warning(SiteFile.Name, line, "site-number-unchecked", $"{neverChecked.Count} numbers of {string.Join(", ", neverChecked.Select(row => row.Code).Distinct())} were never compared with their owners' pages (call or look each up, and write the day into 'checked').");
        }
    }

    private static void Wording(YamlFields fields, Site site, ProblemList problems)
    {
        var words = AnswerSentences.Words(site.Disclaimer);
        if (words > Site.MostDisclaimerWords)
        {
            problems.Error(SiteFile.Name, fields.Line("disclaimer"), "disclaimer", $"'disclaimer' has {words} words, and stands under every answer (keep it to {Site.MostDisclaimerWords}; 'longDisclaimer' has room).");
        }

        var texts = fields.Map("texts");
        foreach (var (name, text) in site.Texts.All.Prepend(("longDisclaimer", site.LongDisclaimer)).Prepend(("disclaimer", site.Disclaimer)).Prepend(("name", site.Name)))
        {
            if (SelfDescriptions.In(text) is { } claim)
            {
                var line = texts is not null && !texts.IsMissing(name) ? texts.Line(name) : fields.KeyLine(name);
                problems.Error(SiteFile.Name, line, SelfDescriptions.Rule, SelfDescriptions.Message(claim));
            }
        }

        foreach (var (name, text) in site.Texts.Refusals.Where(refusal => !refusal.Text.Contains("{number}", StringComparison.Ordinal)))
        {
            problems.Error(SiteFile.Name, texts?.KeyLine(name) ?? 0, "emergency-line", $"'{name}' does not say what to call in an emergency: \"{Beginning(text)}\" (end it with \"In an emergency call {{number}}.\").");
        }
    }

    private static string Beginning(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static void Facts(
        YamlFields fields, string group, IReadOnlyList<string> names, Site site, IReadOnlyList<ReadEntry> entries, ProblemList problems)
    {
        foreach (var name in names.Where(name => !site.Facts.ContainsKey(name)))
        {
            var users = entries.Where(read => ClinicFacts.PlaceholdersOf(read.Entry.Answer).Contains(name)).Select(read => read.Entry.Id).ToList();
            if (users.Count > 0)
            {
                var line = fields.Map(group)?.KeyLine(name) ?? fields.KeyLine(group);
                problems.Warning(SiteFile.Name, line, "site-placeholder", $"'{name}' is not set, so that {string.Join(", ", users)} cannot say it (write your clinic's words in site.yaml).");
            }
        }
    }
}
