using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>A computer that many people use: what nobody tends is erased, after a question that any key answers.</summary>
public sealed class SharedComputerTests(SharedComputerFixture fixture) : IClassFixture<SharedComputerFixture>
{
    private const string Walking = "Should I keep walking with hip pain?";

    [BrowserFact]
    public async Task After_a_warning_of_a_minute_the_conversation_is_erased_and_the_page_is_clear_for_the_next_person()
    {
        await using var window = await OpenAsync();
        await window.AskAsync(Walking);
        var ticket = await TicketAsync(window);

        await PassAsync(window, 61);
        var question = window.Page.GetByRole(AriaRole.Alertdialog, new PageGetByRoleOptions { Name = "Are you still there?" });
        await Expect(question).ToBeVisibleAsync();
        await Expect(question).ToContainTextAsync("erased in one minute");
        await Expect(question.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Keep it" })).ToBeFocusedAsync();
        // It is there for a minute, and nothing is erased before.
        await PassAsync(window, 55);
        await Expect(question).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".webchat__bubble--from-user")).ToHaveCountAsync(1);

        await PassAsync(window, 6);
        await Expect(question).ToBeHiddenAsync();
        await Expect(window.Notice).ToContainTextAsync("Nobody used this page for a while, so the conversation was erased.");
        await Expect(window.Page.Locator(".choice").First).ToBeVisibleAsync();
        await Expect(window.Page.GetByText(Walking)).ToHaveCountAsync(0);
        Assert.NotEqual(ticket, await TicketAsync(window));
        Assert.Equal(403, await window.Page.EvaluateAsync<int>("async ticket => (await fetch('/chat/resume', { method: 'POST', body: JSON.stringify({ ticket }) })).status", ticket));
        await window.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        Assert.DoesNotContain(Walking, await window.Page.Locator("#paper").InnerTextAsync(), StringComparison.Ordinal);
        // Nothing was said in the new one, so nobody is asked.
        await PassAsync(window, 130);
        await Expect(question).ToBeHiddenAsync();
    }

    [BrowserTheory]
    [InlineData("Space")]
    [InlineData("Escape")]
    [InlineData("a")]
    public async Task Any_key_keeps_the_conversation_as_often_as_one_likes(string key)
    {
        await using var window = await OpenAsync();
        await window.AskAsync(Walking);
        var question = window.Page.Locator("#still-there");
        for (var times = 0; times < 3; times++)
        {
            await PassAsync(window, 61);
            await Expect(question).ToBeVisibleAsync();
            await window.Page.Keyboard.PressAsync(key);
            await Expect(question).ToBeHiddenAsync();
        }

        await Expect(window.Page.Locator(".webchat__bubble--from-user")).ToHaveTextAsync(Walking);
    }

    [BrowserTheory]
    [InlineData("", ColorScheme.Light)]
    [InlineData("?language=es", ColorScheme.Dark)]
    public async Task The_question_breaks_no_rule_of_accessibility(string query, ColorScheme scheme)
    {
        var options = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 320, Height = 640 }, ColorScheme = scheme, BypassCSP = true };
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, new Uri(fixture.Service.Chat, query), options, hasClock: true);
        await window.AskAsync(Walking);
        await PassAsync(window, 61);
        await Expect(window.Page.Locator("#still-there")).ToBeVisibleAsync();

        await Axe.FindsNothingAsync(window.Page);
        Assert.Equal(320, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [BrowserFact]
    public async Task The_tab_key_leads_to_erase_it_now()
    {
        await using var window = await OpenAsync();
        await window.AskAsync(Walking);
        await PassAsync(window, 61);
        await window.Page.Keyboard.PressAsync("Tab");
        await Expect(window.Page.Locator("#erase-now")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Notice).ToContainTextAsync("was erased");
        await Expect(window.Page.Locator(".webchat__bubble--from-user")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Who_wakes_a_computer_that_slept_sees_nothing_of_the_one_before()
    {
        await using var window = await OpenAsync();
        await window.AskAsync(Walking);

        await window.Page.Clock.FastForwardAsync(600_000);

        await Expect(window.Notice).ToContainTextAsync("was erased");
        await Expect(window.Page.GetByText(Walking)).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Who_reads_the_page_around_the_chat_is_not_asked_and_a_closed_panel_opens_for_the_question_and_takes_no_focus()
    {
        await using var view = await WidgetView.OpenAsync(fixture.Browser, fixture.Service.Address, hasClock: true);
        await view.OpenChatAsync();
        await view.AskAsync(Walking);
        var question = view.Chat.Locator("#still-there");
        await PassAsync(view.Page, 55);
        await view.Page.Mouse.ClickAsync(20, 300);
        await PassAsync(view.Page, 55);
        await Expect(question).ToBeHiddenAsync();

        await view.Panel.Locator(".close").ClickAsync();
        await view.Page.Locator("nav a").First.FocusAsync();
        await PassAsync(view.Page, 61);
        await Expect(view.Panel).ToBeVisibleAsync();
        await Expect(question).ToBeVisibleAsync();
        await Expect(view.Page.Locator("nav a").First).ToBeFocusedAsync();
        Assert.Contains(await view.HeardAsync(), one => one.StartsWith("alert: Are you still there?", StringComparison.Ordinal));
        await view.Page.Keyboard.PressAsync("Shift");
        await Expect(question).ToBeHiddenAsync();
        await Expect(view.Mine).ToHaveTextAsync(Walking);
    }

    private static Task<string> TicketAsync(ChatWindow window) => window.Page.EvaluateAsync<string>("JSON.parse(sessionStorage.getItem('hipfaq-chat')).ticket");

    private static Task PassAsync(ChatWindow window, int seconds) => PassAsync(window.Page, seconds);

    // As it passes for who sits before it: every timer in its turn.
    private static Task PassAsync(IPage page, int seconds) => page.Clock.RunForAsync(seconds * 1000);

    private Task<ChatWindow> OpenAsync() => ChatWindow.OpenAsync(fixture.Browser, fixture.Service.Chat, hasClock: true);
}

/// <summary>A browser and a service on whose computers a conversation lasts for two minutes.</summary>
public sealed class SharedComputerFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ServiceProcess? _service;

    public IBrowser Browser => _browser!;

    internal ServiceProcess Service => _service!;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = Chromium.Arguments });
        _service = await ServiceProcess.StartAsync(0, ("DirectLine__SharedComputerTimeout", "00:02:00"));
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
        if (_service is not null)
            await _service.DisposeAsync();
    }
}
