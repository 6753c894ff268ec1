using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HipFaqBot.EndToEnd.Tests.Teams;

/// <summary>The playground's page, as a person sees it.</summary>
internal sealed class PlaygroundWindow : IAsyncDisposable
{
    private const int Patience = 30_000;

    private readonly IPage _page;

    private PlaygroundWindow(IPage page) => _page = page;

    public static async Task<PlaygroundWindow> OpenAsync(IBrowser browser, Uri address)
    {
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1300, Height = 900 } });
        page.SetDefaultTimeout(Patience);
        // Its fonts lie on Microsoft's servers; without them it looks the same.
        await page.RouteAsync(url => !new Uri(url).IsLoopback, route => route.AbortAsync());
        await page.GotoAsync(address.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.GetByTitle("Toggle Log Panel").ClickAsync();
        return new PlaygroundWindow(page);
    }

    public Task GoToAsync(string place) => _page.GetByRole(AriaRole.Treeitem, new PageGetByRoleOptions { Name = place }).First.ClickAsync();

    /// <summary>Types and sends; in a group the bot is chosen from the list that the at sign opens.</summary>
    public async Task SayAsync(string text, bool mention = false)
    {
        var box = _page.Locator("[contenteditable=true], textarea").Last;
        await box.ClickAsync();
        if (mention)
        {
            var names = _page.GetByText("Test Bot");
            var before = await names.CountAsync();
            await _page.Keyboard.TypeAsync("@Test");
            await Expect(names).ToHaveCountAsync(before + 1, new LocatorAssertionsToHaveCountOptions { Timeout = Patience });
            await (await NearestAboveAsync(names, box)).ClickAsync();
            text = " " + text;
        }

        await _page.Keyboard.TypeAsync(text);
        await _page.GetByLabel("Send Message").Last.ClickAsync();
    }

    public Task SeesAsync(string text, int times = 1) => Expect(Message(text)).ToHaveCountAsync(times, new LocatorAssertionsToHaveCountOptions { Timeout = Patience });

    public Task SeesNotAsync(string text) => Expect(Message(text)).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = Patience });

    public Task PressAsync(string button) =>
        _page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).Last.ClickAsync();

    public async Task ThumbUpAsync(string comment)
    {
        await _page.GetByLabel("Like", new PageGetByLabelOptions { Exact = true }).Last.ClickAsync();
        await _page.Locator("[role=dialog] textarea").FillAsync(comment);
        await ShowAsync("teams-feedback");
        await _page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Submit" }).ClickAsync();
        await PressAsync("Close");
    }

    /// <summary>
    /// Sends an activity of the person's own in the personal chat, as "Mock an Activity, Custom activity" does: the playground has no
    /// button to change a message, and does not tell the page by which id the bot knows one.
    /// </summary>
    public async Task MockAsync(string type, string id, string text, string? eventType = null)
    {
        var status = await _page.EvaluateAsync<int>(
            """
            async ([type, id, text, eventType]) => {
                const { config } = await (await fetch('/_internal/v1/config')).json();
                const tenant = { id: '00000000-0000-0000-0000-0000000000001' };
                const activity = {
                    type, id, text, textFormat: 'plain', timestamp: '2026-11-24T10:00:00Z', channelId: 'msteams',
                    serviceUrl: `http://localhost:${location.port}/_connector`, from: { id: 'user-id-0' }, recipient: { id: config.bot.id },
                    conversation: { id: config.personalChat.id, conversationType: 'personal', tenantId: tenant.id },
                    channelData: eventType ? { eventType, tenant } : { tenant },
                };
                const sent = await fetch('/_internal/v1/customActivities',
                    { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(activity) });
                return sent.status;
            }
            """,
            new[] { type, id, text, eventType });
        Assert.InRange(status, 200, 299);
    }

    /// <summary>Keeps a picture for the docs where the environment names a folder for it.</summary>
    /// <param name="earlier">Pixels to go back to what was said before.</param>
    public async Task ShowAsync(string name, float earlier = 0)
    {
        if (Environment.GetEnvironmentVariable("HIPFAQ_PICTURES") is not { Length: > 0 } folder)
            return;
        if (earlier > 0)
        {
            await _page.Mouse.MoveAsync(700, 400);
            await _page.Mouse.WheelAsync(0, -earlier);
            // The next picture of the page is drawn after the scrolling.
            await _page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 500)))");
        }

        await _page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }

    public async ValueTask DisposeAsync() => await _page.CloseAsync();

    // The list of conversations shows the beginning of the last message, too.
    private ILocator Message(string text) =>
        _page.GetByText(text).Locator("xpath=self::*[not(ancestor-or-self::*[@role='treeitem'])]");

    // The same name stands over each message of the bot's; the list that has just opened stands at the box.
    private static async Task<ILocator> NearestAboveAsync(ILocator names, ILocator box)
    {
        var top = (await box.BoundingBoxAsync())!.Y;
        ILocator? nearest = null;
        var best = float.MinValue;
        foreach (var name in await names.AllAsync())
        {
            if (await name.BoundingBoxAsync() is { } place && place.Y < top && place.Y > best)
                (nearest, best) = (name, place.Y);
        }

        return nearest ?? throw new InvalidOperationException("No name stands above the box.");
    }
}
