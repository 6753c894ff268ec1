using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>A person opens the page, types questions and reads answers: real service, real Web Chat, real browser.</summary>
public sealed partial class ConversationTests(ChatFixture fixture) : IClassFixture<ChatFixture>
{
    private const string Disclaimer = "General information, not a diagnosis.";

    private static readonly (string Question, string[] Entries)[] Questions =
    [
        ("What is the first line of treatment for hip pain?", ["pt-first-line"]),
        ("Should I keep walking with hip pain?", ["ex-walking"]),
        ("How long does hip physical therapy take?", ["pt-duration"]),
    ];

    [BrowserTheory]
    [InlineData("", "/stream")]
    [InlineData("?transport=polling", "/activities")]
    public async Task Three_questions_are_answered(string query, string transport)
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, new Uri(fixture.Service.Chat, query));
        await Expect(window.Bubbles.GetByText("I answer common questions about hip pain.")).ToBeVisibleAsync();

        foreach (var (question, entries) in Questions)
        {
            var reply = await window.AskAsync(question);

            var answer = Answer(reply);
            Assert.Equal("answer", answer.GetProperty("decision").GetString());
            Assert.Contains(answer.GetProperty("entry").GetString(), entries);
            var bubble = window.Bubbles.Filter(new LocatorFilterOptions { HasText = FirstSentence(reply.GetProperty("text").GetString()!) }).Last;
            await Expect(bubble).ToBeVisibleAsync();
            await Expect(bubble.GetByText(Disclaimer)).ToBeVisibleAsync();
            await Expect(bubble.GetByRole(AriaRole.Link).First).ToBeVisibleAsync();
            await Expect(bubble.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Read this on the FAQ page" }))
                .ToHaveAttributeAsync("href", new Uri(fixture.Service.Address, $"/faq/{answer.GetProperty("entry").GetString()}").ToString());
        }

        Assert.Contains(window.Requests, request => request.Contains(transport, StringComparison.Ordinal));
        Assert.Equal(query.Length == 0, window.Requests.Any(request => request.StartsWith("ws", StringComparison.Ordinal)));
        Assert.Empty(window.Troubles);
        Assert.All(window.Requests, request => Assert.Equal(fixture.Service.Address.Authority, new Uri(request).Authority));
    }

    [BrowserFact]
    public async Task A_question_that_may_mean_several_things_offers_buttons_and_a_press_answers()
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, fixture.Service.Chat);
        var offered = Answer(await window.AskAsync(await UnclearQuestion.OfAsync(fixture.Service)));
        Assert.Equal("suggest", offered.GetProperty("decision").GetString());
        var button = window.Bubbles.Filter(new LocatorFilterOptions { HasText = "Did you mean" }).Locator(".choice").First;
        var question = (await button.InnerTextAsync()).Trim();

        await button.ClickAsync();
        var answer = Answer(await window.ReplyToAsync(question));

        Assert.Equal("answer", answer.GetProperty("decision").GetString());
        Assert.Equal(offered.GetProperty("suggestions")[0].GetString(), answer.GetProperty("entry").GetString());
    }

    [BrowserFact]
    public async Task A_story_of_five_thousand_words_is_looked_through_to_its_end()
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, fixture.Service.Chat);
        var story = string.Concat(Enumerable.Repeat("we walk a bit ", 1249)) + "then I fell and cannot put any weight on my leg";

        var answer = Answer(await window.AskAsync(story));

        Assert.Equal("emergency", answer.GetProperty("alert").GetProperty("urgency").GetString());
        await Expect(window.Page.Locator(".alarm")).ToBeInViewportAsync();
    }

    [BrowserFact]
    public async Task What_is_larger_than_a_message_may_be_is_refused_with_whom_to_call_and_the_chat_goes_on()
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, fixture.Service.Chat);
        await window.SendBox.FillAsync(new string('x', 300_000));
        await window.SendBox.PressAsync("Enter");

        await Expect(window.Notice).ToContainTextAsync("Your message could not be sent. In an emergency call");
        var reply = await window.AskAsync("How long does hip physical therapy take?");
        Assert.Equal("pt-duration", Answer(reply).GetProperty("entry").GetString());
    }

    [BrowserFact]
    public async Task Web_Chat_is_styled_and_large_enough_to_read()
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, fixture.Service.Chat);
        await window.AskAsync("Should I keep walking with hip pain?");
        var mine = window.Page.Locator(".webchat__bubble--from-user .webchat__bubble__content").First;
        var text = window.Page.Locator(".webchat__bubble__content p").First;

        // Without the nonce Web Chat works all the same but has no styles at all.
        Assert.Equal("rgb(11, 110, 105)", await Style(mine, "background-color"));
        Assert.Equal("16px", await Style(mine, "border-top-left-radius"));
        Assert.Equal("18px", await Style(text, "font-size"));
        Assert.Equal("18px", await Style(window.SendBox, "font-size"));
        Assert.Equal(0, await window.Page.Locator("input[type=file]").CountAsync());
        var chat = (await window.Page.Locator("#chat").BoundingBoxAsync())!;
        Assert.Equal(900, chat.Y + chat.Height, precision: 0);
    }

    [BrowserTheory]
    [InlineData(320, 640, ColorScheme.Light)]
    [InlineData(320, 640, ColorScheme.Dark)]
    public async Task A_narrow_phone_needs_no_sideways_scrolling(int width, int height, ColorScheme scheme)
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, fixture.Service.Chat, new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
        });
        await window.AskAsync("Should I keep walking with hip pain?");
        await Expect(window.Bubbles.GetByText(Disclaimer)).ToBeVisibleAsync();

        Assert.Equal(width, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Expect(window.Page.Locator(".emergency")).ToBeInViewportAsync();
        await Expect(window.SendBox).ToBeInViewportAsync();
        Assert.Empty(window.Troubles);
    }

    [BrowserTheory]
    [InlineData("<script>document.title='taken'</script><b>bold</b>")]
    [InlineData("<img src=x onerror=\"document.title='taken'\">")]
    [InlineData("[click](javascript:document.title='taken')")]
    public async Task Markup_that_a_person_types_is_shown_and_never_run(string typed)
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, fixture.Service.Chat);
        var title = await window.Page.TitleAsync();

        await window.AskAsync(typed);

        var mine = window.Page.Locator(".webchat__bubble--from-user").First;
        await Expect(mine).ToContainTextAsync(typed);
        Assert.Equal(0, await mine.Locator("b, img, script, a").CountAsync());
        Assert.Equal(title, await window.Page.TitleAsync());
        Assert.Empty(window.Troubles);
    }

    private static JsonElement Answer(JsonElement reply) =>
        reply.GetProperty("entities").EnumerateArray().Single(one => one.GetProperty("type").GetString() == "hipfaq/answer");

    private static Task<string> Style(ILocator locator, string property) =>
        locator.EvaluateAsync<string>("(element, property) => getComputedStyle(element).getPropertyValue(property)", property);

    // The reply begins with the entry's question in bold.
    private static string FirstSentence(string markdown) => Bold().Match(markdown).Groups[1].Value;

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Bold();
}
