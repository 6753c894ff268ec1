using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Knowledge.Checks;

/// <summary>
/// Phrasings of different entries that come down to the same words, whatever their order: a person's question cannot tell them
/// apart. They are in order where the entries are related, for then one leads to the other, or where both say how they differ.
/// Also synonyms that no phrasing uses.
/// </summary>
internal static class Collisions
{
    public static void Check(IReadOnlyList<ReadEntry> entries, string synonyms, ProblemList problems)
    {
        QuestionAnalyzer analyzer;
        try
        {
            analyzer = new QuestionAnalyzer(synonyms);
        }
        catch (FormatException)
        {
            // Broken rules are reported as such.
            return;
        }

        using (analyzer)
        {
            var phrasings = entries
                .SelectMany(read => read.Fields.TextList("phrasings").Select(phrasing => new Placed(read, phrasing.Text, phrasing.Line)))
                .ToList();
            Near(phrasings, analyzer, problems);
            SynonymRules.CheckUse(synonyms, phrasings.Select(placed => placed.Text), problems);
        }
    }

    private static void Near(List<Placed> phrasings, QuestionAnalyzer analyzer, ProblemList problems)
    {
        var byWords = phrasings.GroupBy(placed => (placed.Read.Entry.Language, string.Join(' ', analyzer.Words(placed.Text).Distinct().Order(StringComparer.Ordinal))));
        foreach (var group in byWords)
        {
            var first = group.First();
            foreach (var other in group.Where(other => other.Read != first.Read && !AreInOrder(first.Read.Entry, other.Read.Entry)))
            {
                problems.Warning(
                    other.Read.Path, other.Line, "near-collision",
                    $"\"{other.Text}\" has the same words as \"{first.Text}\" of {first.Read.Path} (change one, relate the entries, or say in both how they differ; scope here: {other.Read.Entry.Scope ?? "none"} | there: {first.Read.Entry.Scope ?? "none"}).");
            }
        }
    }

    private static bool AreInOrder(Entry one, Entry other) =>
        one.Related.Contains(other.Id) || other.Related.Contains(one.Id) || (one.Scope is not null && other.Scope is not null);

    private sealed record Placed(ReadEntry Read, string Text, long Line);
}
