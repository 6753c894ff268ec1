using System.Text.RegularExpressions;
using HipFaqBot.Bot.Conversation;
using HipFaqBot.Search.Knowledge;
using HipFaqBot.Search.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace HipFaqBot.Bot.Tests.Pages.Faq;

/// <summary>What stands in the pages of the shipped knowledge.</summary>
[Collection(OneBot.Name)]
public sealed partial class FaqContentTests(RunningBot bot)
{
    private KnowledgeBase Knowledge => bot.Services.GetRequiredService<CurrentKnowledge>().Knowledge;

    [Fact]
    public async Task Every_entry_is_on_the_page_with_all_that_belongs_to_it()
    {
        var page = await FaqMarkup.GetAsync(bot, "/faq");

        Assert.Equal(Knowledge.Entries.Select(entry => entry.Id).Order(StringComparer.Ordinal), page.Answered.Order(StringComparer.Ordinal));
        foreach (var entry in Knowledge.Entries)
            AssertWhole(page, entry);
    }

    [Fact]
    public async Task Every_entry_has_a_page_of_its_own_that_says_what_it_is()
    {
        foreach (var entry in Knowledge.Entries)
        {
            var page = await FaqMarkup.GetAsync(bot, $"/faq/{entry.Id}");
            var question = Knowledge.Site.Fill(entry.Question);

            AssertWhole(page, entry);
            Assert.StartsWith(question, page.Title, StringComparison.Ordinal);
            Assert.Contains($"<link rel=\"canonical\" href=\"/faq/{entry.Id}\">", page.Html, StringComparison.Ordinal);
            Assert.InRange(page.Description.Length, 40, 160);
            foreach (var related in entry.Related.Where(id => Knowledge.Find(id) is not null))
                Assert.Contains($"<li><a href=\"/faq/{related}\">", page.Html, StringComparison.Ordinal);
            Assert.Equal(question, (string?)Assert.Single(page.Schema!["mainEntity"]!.AsArray())!["name"]);
        }
    }

    [Fact]
    public async Task Headings_go_down_one_step_at_a_time_from_the_only_first()
    {
        foreach (var path in (string[])["/faq", "/faq/pt-duration", "/faq?q=walking", "/faq?q=what+is+the+capital+of+france"])
        {
            var levels = (await FaqMarkup.GetAsync(bot, path)).HeadingLevels;

            Assert.Equal(1, levels[0]);
            Assert.Single(levels, 1);
            Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"{path}: {string.Join(' ', levels)}"));
        }
    }

    [Fact]
    public async Task Categories_have_readable_titles_and_the_contents_lead_to_each_question()
    {
        var page = await FaqMarkup.GetAsync(bot, "/faq");

        Assert.Contains("<h2 id=\"category_alignment-and-posture\">Alignment and posture</h2>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<summary>Physical therapy <span class=\"count\">(", page.Html, StringComparison.Ordinal);
        foreach (var entry in Knowledge.Entries)
        {
            Assert.Contains($"<li><a href=\"#{entry.Id}\">", page.Html, StringComparison.Ordinal);
            Assert.Contains($"<article id=\"{entry.Id}\">", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_schema_holds_as_many_questions_as_are_served_each_with_its_answer()
    {
        var schema = (await FaqMarkup.GetAsync(bot, "/faq")).Schema!;

        Assert.Equal(("https://schema.org", "FAQPage", "en"), ((string?)schema["@context"], (string?)schema["@type"], (string?)schema["inLanguage"]));
        var questions = schema["mainEntity"]!.AsArray();
        Assert.Equal(Knowledge.Entries.Count, questions.Count);
        foreach (var question in questions)
        {
            var entry = Knowledge.Entries.Single(one => (string?)question!["url"] == $"/faq/{one.Id}");
            var answer = new FaqMarkup((string)question!["acceptedAnswer"]!["text"]!);
            Assert.Equal(Knowledge.Site.Fill(entry.Question), (string?)question["name"]);
            Assert.Equal(("Question", "Answer"), ((string?)question["@type"], (string?)question["acceptedAnswer"]!["@type"]));
            Assert.All(FaqMarkup.RunsOf(Knowledge.Site, entry), run => Assert.Contains(run, answer.Text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("/faq")]
    [InlineData("/faq/pt-duration")]
    [InlineData("/faq?q=walking")]
    [InlineData("/faq/no-such-entry")]
    public async Task Every_page_names_whom_to_call_that_the_answers_are_drafts_and_where_the_chat_is(string path)
    {
        using var response = await bot.Http.GetAsync(new Uri(path, UriKind.Relative));
        var page = new FaqMarkup(await response.Content.ReadAsStringAsync());

        Assert.Contains("<html lang=\"en\">", page.Html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"emergency\">In an emergency call your local emergency number (112", page.Html, StringComparison.Ordinal);
        Assert.Contains("drafts until a clinician has reviewed them", page.Text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/chat\">Ask in the chat</a>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<form class=\"search\" role=\"search\" action=\"/faq\" method=\"get\">", page.Html, StringComparison.Ordinal);
        Assert.DoesNotMatch(Placeholder(), page.Html);
    }

    [Fact]
    public async Task Links_out_say_nothing_of_this_page_and_keep_it_open()
    {
        var links = (await FaqMarkup.GetAsync(bot, "/faq")).Tags.Where(tag => tag.StartsWith("<a href=\"http", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Contains("rel=\"noopener\" target=\"_blank\"", link, StringComparison.Ordinal));
    }

    private void AssertWhole(FaqMarkup page, Entry entry)
    {
        Assert.Contains(FaqMarkup.Even(Knowledge.Site.Fill(entry.Question)), page.Text, StringComparison.Ordinal);
        Assert.All(FaqMarkup.RunsOf(Knowledge.Site, entry), run => Assert.Contains(run, page.Text, StringComparison.Ordinal));
        Assert.Contains(Knowledge.Site.Disclaimer, page.Text, StringComparison.Ordinal);
        Assert.Contains(ReviewLine.Of(entry), page.Text, StringComparison.Ordinal);
        foreach (var source in entry.Sources)
        {
            Assert.Contains(FaqMarkup.Even(source.Title), page.Text, StringComparison.Ordinal);
            Assert.Contains($"({source.Publisher}, ", page.Text, StringComparison.Ordinal);
            Assert.Contains(source.Url.AbsoluteUri, page.Links);
        }
    }

    [GeneratedRegex(@"\{[a-zA-Z]+\}")]
    private static partial Regex Placeholder();
}
