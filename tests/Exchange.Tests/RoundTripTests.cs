using FsCheck.Xunit;
using HipFaqBot.Exchange.Reading;
using HipFaqBot.Exchange.Writing;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Tests;

/// <summary>What is exported and imported again is what it was, as far as the format carries it.</summary>
[Properties(Arbitrary = [typeof(GeneratedEntries)], MaxTest = 200)]
public sealed class RoundTripTests
{
    [Property]
    public void Tsv_carries_every_field(Entry[] entries) => CarriesEveryField(entries, TsvWriter.Write(entries), TsvReader.Read);

    [Property]
    public void Tsv_comes_back_from_a_spreadsheet_that_quotes_its_cells(Entry[] entries) =>
        CarriesEveryField(entries, SavedBySpreadsheet(TsvWriter.Write(entries)), TsvReader.Read);

    [Property]
    public void Qna_carries_every_field(Entry[] entries) => CarriesEveryField(entries, PairFileWriter.Write(entries), PairFileReader.Read);

    [Property]
    public void Linked_data_carries_id_question_and_the_answers_words(Entry[] entries) =>
        CarriesWords(entries, JsonLdWriter.Write(entries, Site.Default), (text, findings) => JsonLdReader.Read(text, 1, findings));

    [Property]
    public void Linked_data_may_stand_in_a_page(Entry[] entries) =>
        CarriesWords(entries, $"<html><script type='application/ld+json'>{JsonLdWriter.Write(entries, Site.Default)}</script></html>", PageReader.Read);

    [Property]
    public void A_page_carries_id_question_and_the_answers_words(Entry[] entries) =>
        CarriesWords(entries, PageWriter.Write(entries, Site.Default), PageReader.Read);

    [Property]
    public void Making_an_answer_safe_twice_changes_nothing_more(Entry[] entries) =>
        Assert.All(entries, entry =>
        {
            var safe = SafeMarkdown.Of($"<div>{entry.Answer}</div> <script>{entry.Question}", _ => { });
            Assert.Equal(safe, SafeMarkdown.Of(safe, _ => { }));
        });

    private static void CarriesEveryField(Entry[] entries, string text, Func<string, Findings, IReadOnlyList<ForeignEntry>> read)
    {
        var back = Read(entries, text, read);
        Assert.All(entries.Zip(back), pair =>
        {
            var (entry, found) = pair;
            Assert.Equal((entry.Id, entry.Question, entry.Answer, entry.Category), (found.Id, found.Question, found.Answer, found.Category));
            Assert.Equal(entry.Phrasings, found.Phrasings);
            Assert.Equal(entry.Sources.Select(source => source.Key), found.Sources);
            Assert.Equal(entry.Related, found.Related);
            Assert.Equal(entry.Scope, found.Scope);
            Assert.Empty(found.Kept);
        });
    }

    private static void CarriesWords(Entry[] entries, string text, Func<string, Findings, IReadOnlyList<ForeignEntry>> read)
    {
        var back = entries.Length == 0 ? [] : Read(entries, text, read);
        Assert.All(entries.Zip(back), pair => Assert.Equal((pair.First.Id, pair.First.Question), (pair.Second.Id, pair.Second.Question)));
        Assert.All(entries.Zip(back), pair => Assert.Equal(HtmlMarkdown.WordsOf(pair.First.Answer), HtmlMarkdown.WordsOf(pair.Second.Answer)));
    }

    private static IReadOnlyList<ForeignEntry> Read(Entry[] entries, string text, Func<string, Findings, IReadOnlyList<ForeignEntry>> read)
    {
        var findings = new Findings("export");
        var back = read(text, findings);
        Assert.Equal(entries.Length, back.Count);
        Assert.DoesNotContain(findings.Unplaced, part => part.What != "part of an answer");
        return back;
    }

    private static string SavedBySpreadsheet(string text) =>
        string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            string.Join('\t', line.Split('\t').Select(cell => cell.Contains('"', StringComparison.Ordinal) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell)) + "\r\n"));
}
