using FsCheck.Xunit;
using HipFaqBot.Exchange.Importing;
using HipFaqBot.Search.Knowledge;

namespace HipFaqBot.Exchange.Tests;

public sealed class EntryTextTests
{
    private const string ByHand = "---\r\nid: a   # keep\r\nphrasings:\r\n    - one\r\n    # mine\r\n\r\nquestion: 'Why?'\r\nstatus: draft\r\n---\r\nOld.\r\n";

    [Fact]
    public void An_edit_touches_only_its_own_lines()
    {
        var text = EntryText.Parse(ByHand)!.WithMorePhrasings(["two: 2"]).With("question", ["question: How?"]).WithAnswer("New.\nMore.");

        Assert.Equal(
            "---\r\nid: a   # keep\r\nphrasings:\r\n    - one\r\n    - \"two: 2\"\r\n    # mine\r\n\r\nquestion: How?\r\nstatus: draft\r\n---\r\nNew.\r\nMore.\r\n",
            text.ToString());
        Assert.Equal(["one", "two: 2"], text.List("phrasings"));
        Assert.Equal("New.\nMore.", text.Answer);
    }

    [Theory]
    [InlineData("phrasings: [one]")]
    [InlineData("phrasings: [one] # two to come")]
    [InlineData("phrasings:\n- one")]
    public void Phrasings_of_every_form_take_more(string written)
    {
        var text = EntryText.Parse($"---\nid: a\n{written}\nstatus: draft\n---\nA.\n")!.WithMorePhrasings(["two"]);

        Assert.Equal(["one", "two"], text.List("phrasings"));
        Assert.True(text.IsDraft);
    }

    [Fact]
    public void A_field_that_is_not_there_is_added_at_the_end()
    {
        var text = EntryText.Parse("---\nid: a\n---\nA.\n")!.With("related", ["related: [b]"]).WithMorePhrasings(["two"]);

        Assert.Equal("---\nid: a\nrelated: [b]\nphrasings:\n  - two\n---\nA.\n", text.ToString());
    }

    [Theory]
    [InlineData("no front matter")]
    [InlineData("---\nid: a\n")]
    [InlineData("---\nid: [a\n---\n")]
    [InlineData("---\n{id: a}\n---\n")]
    [InlineData("---\n- a\n---\n")]
    [InlineData("")]
    public void What_is_no_entry_is_not_edited(string text) => Assert.Null(EntryText.Parse(text));

    [Property(Arbitrary = [typeof(GeneratedEntries)], MaxTest = 200)]
    public void Whatever_is_written_is_read_back(Entry[] entries) =>
        Assert.All(entries, entry =>
        {
            var text = EntryText.New([EntryYaml.Field("question", entry.Question), .. EntryYaml.Block("phrasings", entry.Phrasings), EntryYaml.Flow("sources", entry.Phrasings)], entry.Answer);

            Assert.Equal((entry.Question, entry.Answer), (text.Text("question"), text.Answer));
            Assert.Equal(entry.Phrasings, text.List("phrasings"));
            Assert.Equal(entry.Phrasings, text.List("sources"));
            Assert.Equal([.. entry.Phrasings, entry.Question], text.WithMorePhrasings([entry.Question]).List("phrasings"));
        });
}
