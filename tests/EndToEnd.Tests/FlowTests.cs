using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>A patient comes to the clinic's page and asks: on a desk, on a phone, in the dark. Pictures for the documentation are taken here, when somebody asks.</summary>
public sealed class FlowTests : IAsyncLifetime
{
    private readonly string _knowledge = Directory.CreateTempSubdirectory("hipfaq-clinic-").FullName;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ServiceProcess? _service;

    /// <summary>A clinic that has set its name and country, as one that serves patients has.</summary>
    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        var source = Repository.Path("knowledge");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_knowledge, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var site = Path.Combine(_knowledge, "site.yaml");
        var text = await File.ReadAllTextAsync(site);
        text = Regex.Replace(text, "^name: .*$", "name: Harbour Street Physiotherapy", RegexOptions.Multiline);
        await File.WriteAllTextAsync(site, Regex.Replace(text, "^region: null", "region: GB", RegexOptions.Multiline));
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = Chromium.Arguments });
        _service = await ServiceProcess.StartAsync(0, ("Knowledge__Folder", _knowledge));
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
        if (_service is not null)
            await _service.DisposeAsync();
        Directory.Delete(_knowledge, recursive: true);
    }

    [BrowserFact]
    public async Task On_a_desk_a_phone_and_in_the_dark_a_patient_is_answered_and_warned()
    {
        foreach (var (name, width, height, scheme) in new[]
        {
            ("desktop", 1280, 860, ColorScheme.Light), ("phone", 390, 844, ColorScheme.Light), ("dark", 390, 844, ColorScheme.Dark),
        })
        {
            await using var view = await WidgetView.OpenAsync(_browser!, _service!.Address, new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = height },
                ColorScheme = scheme,
                HasTouch = width < 500,
                ReducedMotion = ReducedMotion.Reduce,
            });
            await Expect(view.Page.Locator("h1")).ToBeInViewportAsync();
            await Expect(view.Launcher).ToBeInViewportAsync();
            if (name == "desktop")
                await PictureAsync(view, "widget-button");

            await view.OpenChatAsync();
            await Expect(view.SendBox).ToBeFocusedAsync(new LocatorAssertionsToBeFocusedOptions { Timeout = 30_000 });
            var panel = (await view.Panel.BoundingBoxAsync())!;
            Assert.Equal(width < 500, panel.Width == width && panel.Height == height);
            await Expect(view.Chat.Locator(".choice").First).ToBeInViewportAsync();
            await view.Chat.Locator(".choice", new FrameLocatorLocatorOptions { HasText = "Is it better to rest" }).ClickAsync();
            await Expect(view.Replies).ToHaveCountAsync(2, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
            await Expect(view.Replies.Last.Locator("strong").First).ToBeInViewportAsync();
            await Expect(view.Replies.Last.Locator(".sources a").First).ToHaveAttributeAsync("target", "_blank");
            await PictureAsync(view, $"widget-{name}");

            await view.AskAsync("I fell and cannot put any weight on my leg");
            await Expect(view.Chat.Locator(".alarm a[href='tel:999']").First).ToBeInViewportAsync();
            if (name == "phone")
                await PictureAsync(view, "widget-alert");

            await view.Panel.Locator(".close").ClickAsync();
            await Expect(view.Launcher).ToBeFocusedAsync();
            Assert.Empty(view.Troubles);
        }
    }

    private static async Task PictureAsync(WidgetView view, string name)
    {
        if (Environment.GetEnvironmentVariable("HIPFAQ_SCREENSHOTS") is null or "")
            return;
        if (await view.Panel.IsVisibleAsync())
            await view.ChatFrame.WaitForFunctionAsync(Resting.Transcript);
        await view.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Repository.Path(Path.Combine("docs", "images", $"{name}.png")), Caret = ScreenshotCaret.Hide });
    }
}
