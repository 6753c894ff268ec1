using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Search.Tests.Knowledge;

public sealed class JsonlTests
{
    [Fact]
    public void One_object_a_line_is_one_entry_a_line()
    {
        var reading = Read("""
            {"id": "a", "question": "How long?", "alternates": ["how many weeks", "when done"], "answer": "Weeks."}

            {"id": "b", "question": "How often?", "unknown": 1}
            """);

        Assert.Empty(reading.Problems);
        Assert.Equal(["a", "b"], reading.Knowledge!.Entries.Select(entry => entry.Id));
        var entry = reading.Knowledge.Find("a")!;
        Assert.Equal(("How long?", "Weeks."), (entry.Question, entry.Answer));
        Assert.Equal(["how many weeks", "when done"], entry.Phrasings);
        Assert.Empty(reading.Knowledge.Find("b")!.Phrasings);
    }

    [Fact]
    public void Nothing_of_a_knowledge_folder_is_used()
    {
        var knowledge = Read("""{"id": "a", "question": "How long?"}""").Knowledge!;

        Assert.Equal(Site.Default, knowledge.Site);
        Assert.Empty(knowledge.Synonyms);
    }

    [Theory]
    [InlineData("card_arrival", "card arrival")]
    [InlineData("100_NIGHT_TRIAL_OFFER", "100 night trial offer")]
    [InlineData("cancelOrder", "cancel order")]
    [InlineData("EMI", "emi")]
    [InlineData("reverted card-payment?", "reverted card payment")]
    [InlineData("q-17", null)]
    [InlineData("1234", null)]
    public void An_id_that_is_words_names_its_entry(string id, string? name) =>
        Assert.Equal(name, Read($$"""{"id": "{{id}}", "question": "How long?"}""").Knowledge!.Entries[0].Name);

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{\"id\": \"b\"}")]
    [InlineData("{\"id\": \"\", \"question\": \"How?\"}")]
    [InlineData("{\"id\": 7, \"question\": \"How?\"}")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{\"id\": \"b\", \"question\": \"How?\", \"alternates\": \"how\"}")]
    [InlineData("{\"id\": \"b\", \"question\": \"How?\", \"alternates\": [null]}")]
    [InlineData("{\"id\": \"b\", \"question\": \"\\ud800\"}")]
    public void A_broken_line_is_named(string line)
    {
        var reading = Read($$"""
            {"id": "a", "question": "How long?"}
            {{line}}
            """);

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("jsonl", "kb.jsonl", 2), (problem.Rule, problem.Path, problem.Line));
        Assert.Contains("(write {\"id\"", problem.Message, StringComparison.Ordinal);
        Assert.Null(reading.Knowledge);
    }

    [Fact]
    public void An_id_that_stands_twice_is_named()
    {
        var reading = Read("""
            {"id": "a", "question": "How long?"}
            {"id": "a", "question": "How often?"}
            """);

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("duplicate-id", 2), (problem.Rule, problem.Line));
        Assert.Contains("(give each entry its own)", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    public void A_file_without_an_entry_is_an_error(string text)
    {
        var reading = Read(text);

        Assert.Equal("no-entries", Assert.Single(reading.Problems).Rule);
        Assert.Null(reading.Knowledge);
    }

    private static KnowledgeReading Read(string text)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("kb.jsonl"), text);
        return KnowledgeReader.Read(folder.At("kb.jsonl"), KnowledgeFolder.Today);
    }
}
