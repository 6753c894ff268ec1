using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>The chat page as people see it, touch it, print it and take it along.</summary>
public sealed class LookTests(ChatFixture fixture) : IClassFixture<ChatFixture>
{
    private const string Alarming = "I fell and cannot put any weight on my leg";
    private const string Walking = "Should I keep walking with hip pain?";

    // Visible text below 18 px, and visible things to press below 44 px. A box to type in is as large as the bar around it.
    private const string TooSmall =
        """
        () => {
          const seen = one => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && one.getBoundingClientRect().width > 3;
          const found = [...document.querySelectorAll('button')].filter(seen)
            .filter(one => one.getBoundingClientRect().width < 44 || one.getBoundingClientRect().height < 44).map(one => `button ${one.className} ${one.textContent}`);
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            if (texts.currentNode.textContent.trim() && seen(element) && parseFloat(getComputedStyle(element).fontSize) < 18) found.push(`text ${texts.currentNode.textContent}`);
          }
          return found;
        }
        """;

    // How far below the top of what is seen the last reply begins.
    private const string BelowTop =
        """
        () => [...document.querySelectorAll('.webchat__stacked-layout:not(.webchat__stacked-layout--from-user)')].at(-1).getBoundingClientRect().top
          - document.querySelector('.webchat__basic-transcript__scrollable').getBoundingClientRect().top
        """;

    private const string Place = "document.querySelector('.webchat__basic-transcript__scrollable').scrollTop";

    [BrowserTheory]
    [InlineData(320, 640, ColorScheme.Light)]
    [InlineData(320, 640, ColorScheme.Dark)]
    [InlineData(320, 256, ColorScheme.Light)] // A desk's screen of 1280 by 1024 at 400 %.
    public async Task Text_and_buttons_are_large_and_nothing_lies_beside_the_screen(int width, int height, ColorScheme scheme)
    {
        await using var window = await OpenAsync(width, height, scheme);
        await Expect(window.Page.Locator(".choice").First).ToBeVisibleAsync();
        await window.AskAsync(await UnclearQuestion.OfAsync(fixture.Service));
        await window.AskAsync(Alarming);
        await Expect(window.Page.Locator(".alarm")).ToBeVisibleAsync();

        Assert.Equal(width, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(await window.Page.EvaluateAsync<string[]>(TooSmall));
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task Larger_text_is_remembered()
    {
        await using var window = await OpenAsync(390, 844);
        var text = window.Page.Locator(".webchat__bubble__content p").First;
        Assert.Equal("18px", await Style(text, "font-size"));

        await window.Page.Locator("#larger").ClickAsync();
        Assert.Equal("22.5px", await Style(text, "font-size"));
        await window.Page.ReloadAsync();
        Assert.Equal("22.5px", await Style(text, "font-size"));
        await Expect(window.Page.Locator("#larger")).ToHaveAttributeAsync("aria-label", "Larger text, now 125 percent");
    }

    [BrowserFact]
    public async Task With_forced_colours_and_without_motion_everything_keeps_its_edges_and_nothing_moves()
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, fixture.Service.Chat, new BrowserNewContextOptions
        {
            ForcedColors = ForcedColors.Active,
            ReducedMotion = ReducedMotion.Reduce,
        });
        await Expect(window.Page.Locator(".choice").First).ToBeVisibleAsync();

        Assert.Equal("solid", await Style(window.Bubbles.First.Locator(".webchat__bubble__content"), "border-top-style"));
        Assert.Equal("solid", await Style(window.Page.Locator("#larger"), "border-top-style"));
        Assert.Equal(0, await window.Page.EvaluateAsync<int>("document.getAnimations().length"));
    }

    [BrowserFact]
    public async Task A_long_answer_on_a_phone_begins_at_its_beginning()
    {
        await using var window = await OpenAsync(390, 700);
        await Expect(window.Page.Locator(".choice").First).ToBeVisibleAsync();
        await window.AskAsync(Walking);
        var first = window.Bubbles.GetByText("Yes, most people with hip pain");

        await Expect(first).ToBeInViewportAsync();
        // Where it stops, it stays.
        await window.Page.WaitForFunctionAsync(Resting.Transcript);
        await Expect(first).ToBeInViewportAsync();
        Assert.True((await window.Bubbles.Last.BoundingBoxAsync())!.Height > 700);
    }

    [BrowserFact]
    public async Task On_the_smallest_phone_every_reply_begins_at_its_beginning_typed_or_chosen_answer_or_alert()
    {
        await using var window = await OpenAsync(320, 640);
        await Expect(window.Page.Locator(".choice").First).ToBeVisibleAsync();
        var asked = 1;
        foreach (var ask in (Func<Task>[])[() => window.AskAsync(Walking), () => window.Page.Locator(".choice").Last.ClickAsync(), () => window.AskAsync(Alarming), () => window.AskAsync(Walking)])
        {
            await ask();
            await Expect(window.Page.Locator(".webchat__stacked-layout:not(.webchat__stacked-layout--from-user)")).ToHaveCountAsync(++asked);
            await window.Page.WaitForFunctionAsync(Resting.Transcript);

            Assert.InRange(await window.Page.EvaluateAsync<double>(BelowTop), 0, 60);
        }
    }

    [BrowserFact]
    public async Task Who_scrolls_while_a_reply_is_awaited_stays_where_they_are()
    {
        await using var window = await OpenAsync(320, 640);
        await window.AskAsync(Walking);
        var release = await HoldRepliesAsync(window, "pt-duration");
        await window.Page.ReloadAsync();
        await Expect(window.SendBox).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".webchat__bubble--from-user")).ToHaveCountAsync(1);
        await window.SendBox.FillAsync("How long does hip physical therapy take?");
        await window.SendBox.PressAsync("Enter");
        await Expect(window.Page.Locator(".webchat__typing-indicator")).ToBeVisibleAsync();
        await window.Page.Locator("#chat").HoverAsync();
        await window.Page.WaitForFunctionAsync(Resting.Transcript);
        var end = await window.Page.EvaluateAsync<double>(Place);
        await window.Page.Mouse.WheelAsync(0, -600);
        // A busy browser begins to scroll late, and rests until then.
        await window.Page.WaitForFunctionAsync($"end => ({Place}) < end - 100", end);
        await window.Page.WaitForFunctionAsync(Resting.Transcript);
        var place = await window.Page.EvaluateAsync<double>(Place);

        release.SetResult();
        await Expect(window.Page.Locator(".webchat__stacked-layout:not(.webchat__stacked-layout--from-user)")).ToHaveCountAsync(3);
        await window.Page.WaitForFunctionAsync(Resting.Transcript);

        Assert.Equal(place, await window.Page.EvaluateAsync<double>(Place), tolerance: 2);
    }

    [BrowserFact]
    public async Task With_the_largest_text_on_the_smallest_phone_there_is_room_for_the_chat()
    {
        await using var window = await OpenAsync(320, 640);
        await window.Page.Locator("#larger").ClickAsync();
        await window.Page.Locator("#larger").ClickAsync();

        Assert.InRange((await window.Page.Locator("#chat").BoundingBoxAsync())!.Height, 300, 640);
        Assert.Equal(320, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [BrowserFact]
    public async Task From_right_to_left_the_page_is_turned_and_an_English_answer_is_not()
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, new Uri(fixture.Service.Chat, "?language=ar"));
        await window.AskAsync(Walking);
        var answer = window.Bubbles.Last.Locator("ul").First;

        Assert.Equal("rtl", await Style(window.Page.Locator("#chat"), "direction"));
        Assert.Equal("ltr", await Style(answer, "direction"));
        await Expect(window.SendBox).ToHaveAttributeAsync("placeholder", new Regex("^[\u0600-\u06FF ]+$"));
        var (title, tools) = ((await window.Page.Locator("#title").BoundingBoxAsync())!, (await window.Page.Locator("#larger").BoundingBoxAsync())!);
        Assert.True(title.X > tools.X);
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task In_Spanish_the_pages_own_words_are_Spanish_to_see_and_to_hear()
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, new Uri(fixture.Service.Chat, "?language=es"));
        await window.AskAsync(Walking);

        await Expect(window.Page.Locator("#title")).ToHaveTextAsync("Preguntas sobre el dolor de cadera");
        await Expect(window.Page.Locator("header .emergency[lang=es]")).ToHaveTextAsync("En caso de emergencia, llame al número de emergencias de su país (en Europa, el 112).");
        await Expect(window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Copiar" })).ToBeVisibleAsync();
        await Expect(window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Texto más grande, ahora al 100 por ciento" })).ToBeVisibleAsync();
        await Expect(window.Bubbles.Last.GetByRole(AriaRole.Group, new LocatorGetByRoleOptions { Name = "Fuentes y fechas" })).ToBeVisibleAsync();
        await Expect(window.SendBox).ToHaveAttributeAsync("placeholder", "Escriba su mensaje");
        await window.Page.Locator("#start-over").ClickAsync();
        await Expect(window.Notice).ToContainTextAsync("Ha empezado una conversación nueva.");
    }

    [BrowserFact]
    public async Task On_paper_the_conversation_is_black_on_white_with_alert_numbers_addresses_and_dates()
    {
        await using var window = await OpenAsync(390, 844, ColorScheme.Dark);
        await window.AskAsync(Walking);
        await window.AskAsync(Alarming);
        await Expect(window.Page.Locator(".alarm")).ToBeVisibleAsync();

        await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        await window.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");

        var paper = window.Page.Locator("#paper");
        await Expect(window.Page.Locator("#chat")).ToBeHiddenAsync();
        await Expect(paper).ToContainTextAsync(Walking);
        await Expect(paper.Locator("article.alert")).ToContainTextAsync("This may be an emergency.");
        await Expect(paper.Locator("article.alert")).ToContainTextAsync("112");
        Assert.Matches(new Regex(@"Sources: .+ <https?://\S+>"), await paper.InnerTextAsync());
        await Expect(paper).ToContainTextAsync("not yet reviewed by a clinician");
        await Expect(paper.Locator("a, button")).ToHaveCountAsync(0);
        foreach (var part in (string[])["h1", "article p", "article.alert p", "article.alert li"])
            Assert.Equal("rgb(0, 0, 0)", await Style(paper.Locator(part).First, "color"));
        Assert.Equal("rgb(255, 255, 255)", await Style(window.Page.Locator("body"), "background-color"));
        Assert.Equal("solid", await Style(paper.Locator("article.alert"), "border-top-style"));
    }

    [BrowserFact]
    public async Task The_conversation_can_be_copied_whole()
    {
        await using var window = await ChatWindow.OpenAsync(
            fixture.Browser, fixture.Service.Chat, new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        await window.AskAsync(Walking);
        await window.AskAsync(Alarming);
        await Expect(window.Page.Locator(".alarm")).ToBeVisibleAsync();
        await window.Page.Locator("#copy").ClickAsync();
        await Expect(window.Notice).ToContainTextAsync("copied");

        var text = await window.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        foreach (var part in (string[])["In an emergency call", $"\n{Walking}", "IMPORTANT, ", "This may be an emergency.", "General information, not a diagnosis.", "<http"])
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Start_over_erases_what_was_said_and_a_reload_does_not()
    {
        await using var window = await OpenAsync(900, 900);
        await window.AskAsync(Walking);
        await window.Page.ReloadAsync();
        var mine = window.Page.Locator(".webchat__bubble--from-user");
        await Expect(mine).ToHaveTextAsync(Walking);

        await window.Page.Locator("#start-over").ClickAsync();
        await Expect(window.Notice).ToContainTextAsync("The earlier one is erased.");
        await Expect(mine).ToHaveCountAsync(0);
        await window.Page.ReloadAsync();
        await Expect(window.Page.Locator(".choice").First).ToBeVisibleAsync();
        await Expect(mine).ToHaveCountAsync(0);
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task While_a_reply_is_awaited_there_is_a_sign_of_it()
    {
        await using var window = await OpenAsync(900, 900);
        var release = await HoldRepliesAsync(window, "ex-walking");
        await window.Page.ReloadAsync();
        await Expect(window.SendBox).ToBeVisibleAsync();
        await window.SendBox.FillAsync(Walking);
        await window.SendBox.PressAsync("Enter");

        var sign = window.Page.Locator(".webchat__typing-indicator");
        await Expect(sign).ToBeVisibleAsync();
        release.SetResult();
        await Expect(window.Bubbles.GetByText("Yes, most people with hip pain")).ToBeVisibleAsync();
        // It goes with the reply, and does not linger for its five seconds.
        await Expect(sign).ToBeHiddenAsync(new LocatorAssertionsToBeHiddenOptions { Timeout = 2_000 });
    }

    // Replies that name this entry wait on their way until the test lets them through.
    private static async Task<TaskCompletionSource> HoldRepliesAsync(ChatWindow window, string entry)
    {
        var release = new TaskCompletionSource();
        await window.Page.RouteWebSocketAsync("**/stream*", socket =>
        {
            var server = socket.ConnectToServer();
            socket.OnMessage(frame => server.Send(frame.Text!));
            server.OnMessage(async frame =>
            {
                if (frame.Text?.Contains($"\"entry\":\"{entry}\"", StringComparison.Ordinal) == true)
                    await release.Task;
                socket.Send(frame.Text ?? "");
            });
        });
        return release;
    }

    private static Task<string> Style(ILocator locator, string property) =>
        locator.EvaluateAsync<string>("(element, property) => getComputedStyle(element).getPropertyValue(property)", property);

    private Task<ChatWindow> OpenAsync(int width, int height, ColorScheme scheme = ColorScheme.Light) =>
        ChatWindow.OpenAsync(fixture.Browser, fixture.Service.Chat, new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
        });
}
