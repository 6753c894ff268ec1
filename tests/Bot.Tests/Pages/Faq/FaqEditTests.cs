using System.Net;
using System.Net.Http.Headers;
using HipFaqBot.Search.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace HipFaqBot.Bot.Tests.Pages.Faq;

/// <summary>What editors write reaches the pages, as far as it is meant to.</summary>
public sealed class FaqEditTests(FaqEditTests.Edited edited) : IClassFixture<FaqEditTests.Edited>
{
    private const string Duration = "entries/physical-therapy/pt-duration.md";
    private const string Before = "Most hip physical therapy takes";
    private const string HostileQuestion = "How long </script><script>alert('question')</script> does it & take?";
    private const string Hostile = "</script></div><script>alert('answer')</script><!-- <b onclick=\"alert(1)\">bold</b>";

    [Fact]
    public async Task An_edit_shows_at_once_and_whoever_kept_the_page_is_sent_the_new_one()
    {
        using var bot = new RunningBot();
        string[] paths = ["/faq", "/faq/pt-duration"];
        var kept = new Dictionary<string, EntityTagHeaderValue>();
        foreach (var path in paths)
        {
            using var first = await bot.Http.GetAsync(new Uri(path, UriKind.Relative));
            kept[path] = first.Headers.ETag!;
            Assert.Contains(Before, await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        bot.Knowledge.Edit(Duration, Before, "A course of hip therapy takes");
        bot.Services.GetRequiredService<KnowledgeWatcher>().Load();
        foreach (var path in paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.IfNoneMatch.Add(kept[path]);
            using var second = await bot.Http.SendAsync(request);

            Assert.Equal(HttpStatusCode.OK, second.StatusCode);
            Assert.Contains("A course of hip therapy takes", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.NotEqual(kept[path], second.Headers.ETag);
        }
    }

    [Fact]
    public async Task A_draft_is_nowhere()
    {
        using var bot = new RunningBot([], knowledge => knowledge.Edit(Duration, "status: published", "status: draft"));

        using var page = await bot.Http.GetAsync(new Uri("/faq/pt-duration", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        foreach (var path in (string[])["/faq", "/faq/pt-frequency", "/faq?q=how+many+weeks+of+physio+will+i+need", "/faq/no-such-entry"])
        {
            using var response = await bot.Http.GetAsync(new Uri(path, UriKind.Relative));
            var html = await response.Content.ReadAsStringAsync();
            Assert.DoesNotContain("pt-duration", html, StringComparison.Ordinal);
            Assert.DoesNotContain(Before, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_answer_cannot_break_out_of_the_page_or_of_its_data()
    {
        foreach (var path in (string[])["/faq", "/faq/pt-duration", "/faq?q=how+many+weeks+of+physio+will+i+need"])
        {
            var page = await FaqMarkup.GetAsync(edited.Bot, path);

            Assert.Contains(Hostile, page.Text, StringComparison.Ordinal);
            Assert.Equal(path.Contains('?', StringComparison.Ordinal) ? 1 : 2, page.Html.Split("</script>").Length);
            Assert.DoesNotContain(page.Tags, tag => ((string[])["<script", "<b ", "<img", "<!--"]).Any(start => tag.StartsWith(start, StringComparison.Ordinal)));
            Assert.DoesNotContain(page.Links, link => link.StartsWith("javascript", StringComparison.OrdinalIgnoreCase));
            Assert.Contains("Press shot", page.Text, StringComparison.Ordinal);
        }

        var question = (await FaqMarkup.GetAsync(edited.Bot, "/faq/pt-duration")).Schema!["mainEntity"]![0]!;
        Assert.Equal(HostileQuestion, (string?)question["name"]);
        Assert.DoesNotContain("<script", (string?)question["acceptedAnswer"]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clinics_own_words_are_filled_in_and_what_it_has_not_set_is_said_to_be_so()
    {
        var page = await FaqMarkup.GetAsync(edited.Bot, "/faq/pt-duration");

        Assert.Contains("Call 020 7946 0000, write to [website: not set yet, please ask the clinic], or", page.Text, StringComparison.Ordinal);
        Assert.Contains("in an emergency your local emergency number (112", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_answer_names_its_reviewer()
    {
        var page = await FaqMarkup.GetAsync(edited.Bot, "/faq/pt-duration");

        Assert.Contains("by Jo Hill, PT, next review due", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("not yet reviewed", page.Text, StringComparison.Ordinal);
    }

    /// <summary>A signed answer with the clinic's own words, and with what an editor must not be able to do.</summary>
    public sealed class Edited : IDisposable
    {
        internal RunningBot Bot { get; } = new([], knowledge =>
        {
            const string links = "[Press](javascript:alert(2)) ![shot](https://example.org/x.png)";
            knowledge.Edit("site.yaml", "phone: null ", "phone: \"020 7946 0000\" ");
            knowledge.Edit(Duration, "reviewedBy: null", "reviewedBy: Jo Hill, PT");
            knowledge.Edit(Duration, "question: How long does a course of hip physical therapy take?", $"question: \"{HostileQuestion}\"");
            knowledge.Write(Duration, knowledge.Read(Duration)
                + "\n\nCall {phone}, write to {website}, or in an emergency {number}.\n"
                + $"\n\nCanary {Hostile}\n\n{Hostile}\n\n{links}\n");
        });

        public void Dispose() => Bot.Dispose();
    }
}
