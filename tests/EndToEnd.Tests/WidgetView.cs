using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>A page with the widget: what a person does there, and what a person does not see (console, requests, what is read out).</summary>
internal sealed class WidgetView : IAsyncDisposable
{
    // What a screen reader is given: text that comes into a live region, with the kind of the region, in every frame.
    private const string Listening =
        """
        window.heard = [];
        addEventListener('securitypolicyviolation', e => console.error(`CSP ${e.violatedDirective} ${e.blockedURI}`));
        new MutationObserver(list => {
          for (const one of list) {
            const element = one.target instanceof Element ? one.target : one.target.parentElement;
            const region = element?.closest('[role=alert], [role=log], [role=status], [aria-live]');
            if (!region || region.closest('[aria-live=off]')) continue;
            const text = [...one.addedNodes].map(node => node.textContent).join(' ').replace(/[\s\u200B]+/g, ' ').trim();
            if (text) window.heard.push(`${region.getAttribute('role') ?? region.getAttribute('aria-live')}: ${text}`);
          }
        }).observe(document, { childList: true, subtree: true, characterData: true });
        """;

    private readonly IBrowserContext _context;

    private WidgetView(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Troubles.Enqueue($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => Troubles.Enqueue(error);
        page.Request += (_, request) => Requests.Enqueue(request);
    }

    public IPage Page { get; }

    public ConcurrentQueue<string> Troubles { get; } = new();

    public ConcurrentQueue<IRequest> Requests { get; } = new();

    public ILocator Launcher => Page.Locator("button.launcher");

    public ILocator Panel => Page.Locator("dialog.panel");

    public IFrameLocator Chat => Page.FrameLocator("iframe");

    public ILocator SendBox => Chat.Locator(".web-chat:not([inert]) .webchat__send-box textarea");

    public ILocator Mine => Chat.Locator(".webchat__bubble--from-user");

    /// <summary>One for each message of the bot, with its cards.</summary>
    public ILocator Replies => Chat.Locator(".webchat__stacked-layout:not(.webchat__stacked-layout--from-user)");

    /// <param name="hasClock">Whether the test moves the browser's clock.</param>
    public static async Task<WidgetView> OpenAsync(IBrowser browser, Uri address, BrowserNewContextOptions? options = null, bool hasClock = false)
    {
        var context = await browser.NewContextAsync(options ?? new BrowserNewContextOptions());
        if (hasClock)
            await context.Clock.InstallAsync();
        return await OpenAsync(context, address);
    }

    public static async Task<WidgetView> OpenAsync(IBrowserContext context, Uri address)
    {
        await context.AddInitScriptAsync(Listening);
        var view = new WidgetView(context, await context.NewPageAsync());
        await view.Page.GotoAsync(address.ToString());
        return view;
    }

    /// <summary>Presses the button and waits for the welcome.</summary>
    public async Task OpenChatAsync()
    {
        await Launcher.ClickAsync();
        await Expect(Chat.Locator(".choice").First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
    }

    /// <summary>Asks, and waits until one more reply stands there.</summary>
    public async Task AskAsync(string question)
    {
        await Expect(SendBox).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
        var before = await Replies.CountAsync();
        await SendBox.FillAsync(question);
        await SendBox.PressAsync("Enter");
        await Expect(Replies).ToHaveCountAsync(before + 1, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
    }

    /// <summary>What a screen reader was given in the chat, in its order.</summary>
    public Task<string[]> HeardAsync() => ChatFrame.EvaluateAsync<string[]>("window.heard");

    public IFrame ChatFrame => Page.Frames.Single(frame => new Uri(frame.Url).AbsolutePath == "/chat");

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        await _context.DisposeAsync();
    }
}
