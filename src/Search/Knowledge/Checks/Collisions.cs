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
            var phrasings = entries.SelectMany(read => read.Phrasings().Select(phrasing => new Placed(read, phrasing.Text, phrasing.Line))).ToList();
            Near(phrasings, analyzer, problems);
            SynonymRules.CheckUse(synonyms, phrasings.Select(placed => placed.Text), problems);
        }
    }

    private static void Near(List<Placed> phrasings, QuestionAnalyzer analyzer, ProblemList problems)
    {
        var byWords = phrasings
            .Select(placed => (Words: string.Join(' ', analyzer.Words(placed.Text).Distinct().Order(StringComparer.Ordinal)), Placed: placed))
            .Where(analysed => analysed.Words.Length > 0)
            .GroupBy(analysed => (analysed.Placed.Read.Entry.Language, analysed.Words), analysed => analysed.Placed);
        foreach (var group in byWords.Select(group => group.ToList()).Where(group => group.Count > 1))
        {
            foreach (var (one, other) in group.SelectMany((other, index) => group.Take(index).Select(one => (one, other))))
            {
                if (one.Read != other.Read && !IsTheSame(one, other) && !AreInOrder(one.Read.Entry, other.Read.Entry))
                {
                    problems.Warning(
                        other.Read.Path, other.Line, "near-collision",
                        $"\"{other.Text}\" has the same words as \"{one.Text}\" of {one.Read.Path}; scope here: {other.Read.Entry.Scope ?? "none"} | there: {one.Read.Entry.Scope ?? "none"} (change one, relate the entries, or say in the scope of both how they differ).");
                }
            }
        }
    }

    /// <summary>Word for word the same is an error of its own.</summary>
    private static bool IsTheSame(Placed one, Placed other) => PhrasingText.Normalize(one.Text) == PhrasingText.Normalize(other.Text);

    private static bool AreInOrder(Entry one, Entry other) =>
        one.Related.Contains(other.Id) || other.Related.Contains(one.Id) || (one.Scope is not null && other.Scope is not null);

    private sealed record Placed(ReadEntry Read, string Text, long Line);
}
