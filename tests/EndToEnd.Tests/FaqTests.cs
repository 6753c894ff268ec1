using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>The FAQ page in a real browser: on a desk, on a small phone, without JavaScript, by keyboard and on paper.</summary>
public sealed class FaqTests(ChatFixture fixture) : IClassFixture<ChatFixture>
{
    private const string Disclaimer = "General information, not a diagnosis.";

    [BrowserTheory]
    [InlineData("/faq", 1280, 900, ColorScheme.Light)]
    [InlineData("/faq", 320, 640, ColorScheme.Light)]
    [InlineData("/faq", 320, 640, ColorScheme.Dark)]
    [InlineData("/faq/pt-duration", 320, 640, ColorScheme.Light)]
    [InlineData("/faq?q=walking", 320, 640, ColorScheme.Dark)]
    public async Task A_page_is_readable_without_sideways_scrolling(string path, int width, int height, ColorScheme scheme)
    {
        await using var view = await OpenAsync(path, new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
        });

        Assert.True(await view.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await Expect(view.Page.Locator(".emergency")).ToBeInViewportAsync();
        Assert.Equal("18px", await Style(view.Page.Locator(".answer").First, "font-size"));
        var paper = scheme == ColorScheme.Dark ? "rgb(24, 36, 42)" : "rgb(255, 255, 255)";
        Assert.Equal(paper, await Style(view.Page.Locator("body"), "background-color"));
        Assert.Empty(view.Troubles);
        Assert.All(view.Requests, request => Assert.Equal(fixture.Service.Address.Authority, new Uri(request).Authority));
    }

    [BrowserFact]
    public async Task Without_JavaScript_a_person_searches_reads_and_goes_on()
    {
        await using var view = await OpenAsync("/faq", new BrowserNewContextOptions { JavaScriptEnabled = false });
        var page = view.Page;

        await page.GetByRole(AriaRole.Searchbox).FillAsync("can i walk with a sore hip");
        await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await Expect(page.Locator("article h3").First).ToHaveTextAsync("Should I keep walking with hip pain?");
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("can i walk with a sore hip");

        await page.Locator("article h3 a").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(fixture.Service.Address, "/faq/ex-walking").ToString());
        await Expect(page.Locator("h1")).ToHaveTextAsync("Should I keep walking with hip pain?");
        await Expect(page.GetByText(Disclaimer)).ToBeVisibleAsync();
        await Expect(page.Locator(".sources a").First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "All questions", Exact = true }).ClickAsync();
        await page.Locator("summary", new PageLocatorOptions { HasText = "Physical therapy" }).ClickAsync();
        await page.Locator(".contents a[href='#pt-duration']").ClickAsync();
        await Expect(page.Locator("article#pt-duration h3")).ToBeInViewportAsync();
        Assert.Empty(view.Troubles);
    }

    [BrowserFact]
    public async Task The_keyboard_reaches_the_answers_in_one_step_and_shows_where_it_is()
    {
        await using var view = await OpenAsync("/faq");
        var skip = view.Page.Locator(".skip");
        await Expect(skip).Not.ToBeInViewportAsync();

        await view.Page.Keyboard.PressAsync("Tab");
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();
        await view.Page.Keyboard.PressAsync("Enter");
        await view.Page.Keyboard.PressAsync("Tab");
        await view.Page.Keyboard.PressAsync("Tab");

        var field = view.Page.GetByRole(AriaRole.Searchbox);
        await Expect(field).ToBeFocusedAsync();
        Assert.Equal("solid", await Style(field, "outline-style"));
    }

    [BrowserTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task On_paper_it_is_black_on_white_with_the_addresses_of_its_sources_and_nothing_to_press(ColorScheme scheme)
    {
        await using var view = await OpenAsync("/faq", new BrowserNewContextOptions { ColorScheme = scheme });
        await view.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = scheme });

        await Expect(view.Page.Locator(".search")).ToBeHiddenAsync();
        await Expect(view.Page.Locator(".contents")).ToBeHiddenAsync();
        await Expect(view.Page.Locator(".answer").First).ToBeVisibleAsync();
        await Expect(view.Page.Locator(".emergency")).ToBeVisibleAsync();
        foreach (var part in (string[])["h1", "h3 a", ".answer p", ".sources a", ".review", ".emergency"])
            Assert.Equal("rgb(0, 0, 0)", await Style(view.Page.Locator(part).First, "color"));
        Assert.Equal("rgb(255, 255, 255)", await Style(view.Page.Locator("body"), "background-color"));
        var source = view.Page.Locator(".sources a").First;
        var printed = await source.EvaluateAsync<string>("element => getComputedStyle(element, '::after').content");
        Assert.Contains((await source.GetAttributeAsync("href"))!, printed, StringComparison.Ordinal);
    }

    /// <summary>For the documentation, when somebody asks for it.</summary>
    [BrowserTheory]
    [InlineData("/faq", 1100, 1300, "faq-desktop.png")]
    [InlineData("/faq", 360, 1160, "faq-phone.png")]
    public async Task A_picture_can_be_taken(string path, int width, int height, string file)
    {
        await using var view = await OpenAsync(path, new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = ColorScheme.Light,
        });
        var asked = Environment.GetEnvironmentVariable("HIPFAQ_SCREENSHOTS") is { Length: > 0 };
        var picture = await view.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = asked ? Repository.Path(Path.Combine("docs", "images", file)) : null,
        });

        Assert.True(picture.Length > 10_000);
    }

    private static Task<string> Style(ILocator locator, string property) =>
        locator.EvaluateAsync<string>("(element, property) => getComputedStyle(element).getPropertyValue(property)", property);

    private async Task<View> OpenAsync(string path, BrowserNewContextOptions? options = null)
    {
        var context = await fixture.Browser.NewContextAsync(options ?? new BrowserNewContextOptions());
        var view = new View(context, await context.NewPageAsync());
        await view.Page.GotoAsync(new Uri(fixture.Service.Address, path).ToString());
        return view;
    }

    /// <summary>A page with what a person does not see: the console, and where requests went.</summary>
    private sealed class View : IAsyncDisposable
    {
        private readonly IBrowserContext _context;

        public View(IBrowserContext context, IPage page)
        {
            _context = context;
            Page = page;
            page.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning")
                    Troubles.Enqueue($"{message.Type}: {message.Text}");
            };
            page.PageError += (_, error) => Troubles.Enqueue(error);
            page.Request += (_, request) => Requests.Enqueue(request.Url);
        }

        public IPage Page { get; }

        public ConcurrentQueue<string> Troubles { get; } = new();

        public ConcurrentQueue<string> Requests { get; } = new();

        public async ValueTask DisposeAsync()
        {
            await _context.CloseAsync();
            await _context.DisposeAsync();
        }
    }
}
