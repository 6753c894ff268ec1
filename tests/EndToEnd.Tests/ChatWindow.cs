using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>The chat page in a browser: what a person does there, and what a person does not see (wire, console, requests).</summary>
internal sealed class ChatWindow : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<JsonElement> _activities = new();
    private readonly ConcurrentQueue<string> _troubles = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly SemaphoreSlim _news = new(0);

    private ChatWindow(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, exceptions, and what the content security policy refused.</summary>
    public IReadOnlyCollection<string> Troubles => _troubles;

    /// <summary>Address of every request, WebSockets included.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Every activity that reached the page, in its order.</summary>
    public IReadOnlyList<JsonElement> Activities => [.. _activities];

    /// <summary>There while the chat is connected; before that the page takes no text.</summary>
    public ILocator SendBox => Page.Locator(".web-chat:not([inert]) .webchat__send-box textarea");

    /// <summary>What is said in the chat, as people see it (screen readers hear a text of their own).</summary>
    public ILocator Bubbles => Page.Locator(".webchat__bubble");

    public ILocator Notice => Page.Locator("#notice");

    /// <param name="hasClock">Whether the test moves the browser's clock.</param>
    public static async Task<ChatWindow> OpenAsync(IBrowser browser, Uri address, BrowserNewContextOptions? options = null, string initScript = "", bool hasClock = false)
    {
        var context = await browser.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 900, Height = 900 } });
        // Before any other script, so that nothing is missed.
        await context.AddInitScriptAsync("addEventListener('securitypolicyviolation', e => console.error(`CSP ${e.violatedDirective} ${e.blockedURI}`));" + initScript);
        if (hasClock)
            await context.Clock.InstallAsync();
        var window = new ChatWindow(context, await context.NewPageAsync());
        window.Watch();
        await window.Page.GotoAsync(address.ToString());
        // The welcome: before it nothing can be typed.
        await window.ActivityAsync(activity => activity.GetProperty("type").GetString() == "message");
        return window;
    }

    /// <summary>Types a question, sends it, and waits for the activity that replies to it.</summary>
    public async Task<JsonElement> AskAsync(string question)
    {
        await SendBox.FillAsync(question);
        await SendBox.PressAsync("Enter");
        return await ReplyToAsync(question);
    }

    /// <summary>Waits for the reply to what was sent.</summary>
    public Task<JsonElement> ReplyToAsync(string question) =>
        ActivityAsync(one => IsReply(one) && Activities.Any(echo => echo.GetProperty("id").GetString() == one.GetProperty("replyToId").GetString()
            && echo.TryGetProperty("text", out var text) && text.GetString() == question));

    /// <summary>The first activity of this kind; waits until it comes.</summary>
    public async Task<JsonElement> ActivityAsync(Func<JsonElement, bool> wanted)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            foreach (var activity in Activities)
            {
                if (wanted(activity))
                    return activity;
            }

            await _news.WaitAsync(timeout.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        await _context.DisposeAsync();
        _news.Dispose();
    }

    private static bool IsReply(JsonElement activity) =>
        activity.GetProperty("type").GetString() == "message" && activity.TryGetProperty("replyToId", out _)
        && activity.GetProperty("from").GetProperty("role").GetString() == "bot";

    private void Watch()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _troubles.Enqueue($"{message.Type}: {message.Text}");
        };
        Page.PageError += (_, error) => _troubles.Enqueue(error);
        Page.Request += (_, request) =>
        {
            // blob: and data: never leave the browser.
            if (request.Url.StartsWith("http", StringComparison.Ordinal))
                _requests.Enqueue(request.Url);
        };
        Page.WebSocket += (_, socket) =>
        {
            _requests.Enqueue(socket.Url);
            socket.FrameReceived += (_, frame) => Take(frame.Text);
        };
        Page.Response += async (_, response) =>
        {
            if (response.Request.Method == "GET" && new Uri(response.Url).AbsolutePath.EndsWith("/activities", StringComparison.Ordinal) && response.Ok)
                Take(await response.TextAsync());
        };
    }

    private void Take(string? set)
    {
        if (string.IsNullOrEmpty(set))
            return;
        foreach (var activity in JsonDocument.Parse(set).RootElement.GetProperty("activities").EnumerateArray())
        {
            _activities.Enqueue(activity);
            _news.Release();
        }
    }
}
