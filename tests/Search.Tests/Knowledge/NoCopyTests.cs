using System.Security.Cryptography;
using System.Text.Json;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Text;

namespace HipFaqBot.Search.Tests.Knowledge;

/// <summary>
/// Questions that measure the bot say nothing once they stand in the knowledge. <c>development-questions.sha256</c> holds the
/// hashes of development questions that must not be copied into phrasings, each of the question's normal form.
/// </summary>
public sealed class NoCopyTests
{
    private static readonly string[] Hashes = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Knowledge", "development-questions.sha256"));

    [Fact]
    public void No_question_phrasing_or_decoy_is_copied_from_the_development_questions()
    {
        var knowledge = ShippedKnowledge.Knowledge;

        Assert.Empty(Copied(knowledge.All.SelectMany(Lines), Hashes));
        Assert.Empty(Copied(knowledge.Decoys.SelectMany(topic => topic).Select(decoy => ("decoys", decoy)), Hashes));
        Assert.Empty(Copied(knowledge.SignMessages.Select(message => ("messages", message.Text)), Hashes));
    }

    [Fact]
    public void No_regression_question_is_copied_from_the_development_questions()
    {
        var lines = Directory.EnumerateFiles(Path.Combine(ShippedKnowledge.Folder, "evaluation"), "*.jsonl")
            .SelectMany(file => File.ReadLines(file).Where(line => line.Length > 0).Select(line => (Path.GetFileName(file), JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)));

        Assert.Empty(Copied(lines, Hashes));
    }

    [Fact]
    public void A_copied_phrasing_is_found_however_it_is_written()
    {
        using var folder = new KnowledgeFolder();
        folder.Edit(KnowledgeFolder.Rest, "  - explain rest", "  - \"  Wonky HIP – what's that?!\"");
        var knowledge = folder.Read().Knowledge!;

        Assert.Equal([("rest", "  Wonky HIP – what's that?!")], Copied(knowledge.All.SelectMany(Lines), [Hash("wonky hip, what’s that")]));
    }

    [Fact]
    public void The_list_holds_sorted_hashes_and_nothing_else()
    {
        Assert.True(Hashes.Length > 500);
        Assert.All(Hashes, hash => Assert.Matches("^[0-9a-f]{64}$", hash));
        Assert.Equal(Hashes.Order(StringComparer.Ordinal).Distinct(), Hashes);
    }

    private static IEnumerable<(string Where, string Text)> Lines(Entry entry) =>
        entry.Phrasings.Prepend(entry.Question).Select(phrasing => (entry.Id, phrasing));

    private static IEnumerable<(string Where, string Text)> Copied(IEnumerable<(string Where, string Text)> lines, IEnumerable<string> hashes)
    {
        var forbidden = hashes.ToHashSet(StringComparer.Ordinal);
        return lines.Where(line => forbidden.Contains(Hash(line.Text)));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(PhrasingText.Normalize(text))));
}
