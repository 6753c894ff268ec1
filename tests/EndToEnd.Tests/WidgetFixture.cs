using Microsoft.Playwright;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>A browser, the service, and two sites of other origins: one that may show the chat, and one that may not.</summary>
public sealed class WidgetFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ServiceProcess? _service;
    private ClinicSite? _allowed;
    private ClinicSite? _stranger;

    public IBrowser Browser => _browser!;

    internal ServiceProcess Service => _service!;

    internal ClinicSite Allowed => _allowed!;

    internal ClinicSite Stranger => _stranger!;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = Chromium.Arguments });
        _allowed = await ClinicSite.StartAsync();
        _stranger = await ClinicSite.StartAsync();
        _service = await ServiceProcess.StartAsync(0, ("Widget__AllowedSites__0", _allowed.Origin));
        _allowed.Service = _stranger.Service = _service.Address;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
        if (_service is not null)
            await _service.DisposeAsync();
        if (_allowed is not null)
            await _allowed.DisposeAsync();
        if (_stranger is not null)
            await _stranger.DisposeAsync();
    }
}
