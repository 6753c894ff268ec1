using Microsoft.Playwright;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>One browser and one running service for the tests of a class.</summary>
public sealed class ChatFixture : IAsyncLifetime
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
        _service = await ServiceProcess.StartAsync();
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
