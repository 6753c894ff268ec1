using HipFaqBot.Bot.Tests.Conversation;

namespace HipFaqBot.Bot.Tests.Pages.Faq;

/// <summary>What the bot never does, it does not do in the page's search either.</summary>
[Collection(OneBot.Name)]
public sealed class FaqLimitTests(RunningBot bot)
{
    [Theory]
    [InlineData("can i have paracetamol with apixaban", "md-paracetamol", "I can't say whether it is safe to take those together.")]
    [InlineData("should i come off tramadol", "md-opioids", "I can't say whether you may stop or change a medicine.")]
    [InlineData("my kidneys are bad, may i have naproxen", "md-nsaids", "I can't say whether a medicine is safe for one person.")]
    public async Task The_fixed_reply_stands_above_the_entrys_cautions(string words, string entry, string reply)
    {
        var page = await FaqMarkup.SearchAsync(bot, words);

        Assert.Equal([entry], page.Answered);
        Assert.Contains(reply, page.Text, StringComparison.Ordinal);
        Assert.True(page.Html.IndexOf("role=\"note\"", StringComparison.Ordinal) < page.Html.IndexOf("class=\"search\"", StringComparison.Ordinal));
        Assert.DoesNotContain(Beginning(entry), page.Text, StringComparison.Ordinal);
        Assert.Contains("General information, not a diagnosis.", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("how much naproxen for a 7 year old", "I can't work out an amount of medicine for anybody.")]
    [InlineData("my crp is 44 is that bad", "I can't look at pictures or judge results")]
    public async Task Under_an_amount_or_a_result_stands_no_answer(string words, string reply)
    {
        var page = await FaqMarkup.SearchAsync(bot, words);

        Assert.Contains(reply, page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Answered);
        Assert.DoesNotContain("Nothing here fits your words", page.Text, StringComparison.Ordinal);
        Assert.Contains("<li><a href=\"/faq/pt-duration\">", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("i am 12 can i have ibuprofen for my hip")]
    [InlineData("i'm 14, does ibuprofen help hip pain")]
    public async Task Who_is_under_16_is_sent_to_an_adult_and_reads_no_entry_about_medicines(string words)
    {
        var page = await FaqMarkup.SearchAsync(bot, words);

        Assert.Contains("Tell an adult you trust now.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Answered, id => Shipped.Of(bot).Find(id)!.Category == "medicines-and-injections");
    }

    [Theory]
    [InlineData("i am 24 weeks pregnant, do steroid injections help hip pain", "md-steroid")]
    [InlineData("i am 24 weeks pregnant, is paracetamol safe for my hip", "md-paracetamol")]
    public async Task Who_is_pregnant_asks_the_maternity_team_first_and_reads_the_cautions(string words, string entry)
    {
        var page = await FaqMarkup.SearchAsync(bot, words);

        Assert.Contains("Ask your midwife or maternity team first", page.Text, StringComparison.Ordinal);
        Assert.Contains(entry, page.Answered);
        Assert.DoesNotContain(Beginning(entry), page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Below_a_warning_sign_both_are_said()
    {
        var page = await FaqMarkup.SearchAsync(bot, "my calf is red and swollen after the operation, can i take paracetamol with warfarin");

        Assert.Contains("Get help today.", page.Text, StringComparison.Ordinal);
        Assert.Contains("I can't say whether it is safe to take those together.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Beginning("md-paracetamol"), page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_in_need_of_help_is_told_to_fetch_an_adult() =>
        Assert.Contains("Tell an adult you trust now.", (await FaqMarkup.SearchAsync(bot, "i am 12, i fell and cannot stand")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("does ibuprofen help hip arthritis", "md-nsaids")]
    [InlineData("do steroid injections help hip pain", "md-steroid")]
    public async Task Who_asks_of_nobody_reads_the_whole_entry(string words, string entry)
    {
        var page = await FaqMarkup.SearchAsync(bot, words);

        Assert.DoesNotContain("role=\"note\"", page.Html, StringComparison.Ordinal);
        Assert.Contains(Beginning(entry), page.Text, StringComparison.Ordinal);
    }

    private string Beginning(string entry) => Shipped.Of(bot).Find(entry)!.Answer.Split("\n\n")[0];
}
