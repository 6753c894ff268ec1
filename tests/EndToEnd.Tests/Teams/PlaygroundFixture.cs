namespace HipFaqBot.EndToEnd.Tests.Teams;

/// <summary>One browser, one service and one playground for the tests of a class.</summary>
public sealed class PlaygroundFixture : IAsyncLifetime
{
    private readonly ChatFixture _chat = new();
    private PlaygroundProcess? _playground;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null || PlaygroundPackage.Missing is not null)
            return;
        await _chat.InitializeAsync();
        _playground = await PlaygroundProcess.StartAsync(_chat.Service.Address);
    }

    public async Task DisposeAsync()
    {
        if (_playground is not null)
            await _playground.DisposeAsync();
        await _chat.DisposeAsync();
    }

    internal Task<PlaygroundWindow> OpenAsync() => PlaygroundWindow.OpenAsync(_chat.Browser, _playground!.Address);
}
