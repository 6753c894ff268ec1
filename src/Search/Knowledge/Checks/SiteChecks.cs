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
            problems.Warning(SiteFile.Name, fields.KeyLine("region"), "site-placeholder", "'region' is not set, so that the bot names no emergency number of its own (set 'region' and 'numbers').");
        }
    }

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
