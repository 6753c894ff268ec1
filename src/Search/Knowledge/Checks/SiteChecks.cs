namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>What the clinic has to set before patients use the bot.</summary>
internal static class SiteChecks
{
    public static void Run(Site site, IReadOnlyList<ReadEntry> entries, ProblemList problems)
    {
        foreach (var name in ClinicFacts.Contacts.Concat(ClinicFacts.Services).Where(name => !site.Facts.ContainsKey(name)))
        {
            var users = entries.Where(read => ClinicFacts.PlaceholdersOf(read.Entry.Answer).Contains(name)).Select(read => read.Entry.Id).ToList();
            if (users.Count > 0)
            {
                problems.Warning(SiteFile.Name, 0, "site-placeholder", $"'{name}' is not set, so that {string.Join(", ", users)} cannot say it (write your clinic's words in site.yaml).");
            }
        }

        if (site.Region is null)
        {
            problems.Warning(SiteFile.Name, 0, "site-placeholder", "'region' is not set, so that the bot names no emergency number of its own (set 'region' and 'numbers').");
        }
    }
}
