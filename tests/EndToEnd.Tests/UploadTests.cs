using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>A patient sends a photograph where the setting allows it: it is theirs to save again, and the bot says that it looks at none.</summary>
public sealed class UploadTests(ChatFixture fixture) : IClassFixture<ChatFixture>
{
    // One pixel.
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [BrowserFact]
    public async Task A_photograph_is_taken_and_the_bot_says_that_it_cannot_look_at_it()
    {
        await using var service = await ServiceProcess.StartAsync(0, ("DirectLine__Uploads", "true"));
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, service.Chat);
        await Expect(window.SendBox).ToBeVisibleAsync();

        await window.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "my hip.png", MimeType = "image/png", Buffer = Convert.FromBase64String(Png) });
        await window.SendBox.PressAsync("Enter");
        var reply = await window.ActivityAsync(one => one.TryGetProperty("replyToId", out _));

        Assert.StartsWith("**I can't look at pictures", reply.GetProperty("text").GetString(), StringComparison.Ordinal);
        await Expect(window.Bubbles.Last.GetByText("look at pictures or judge results")).ToBeVisibleAsync();
        // Their own file is there to be saved again, in letters that can be read on its ground.
        var file = window.Page.Locator(".webchat__bubble--from-user a[href*='/uploads/1?t=']");
        await Expect(file).ToContainTextAsync("my hip.png");
        Assert.Equal("rgb(255, 255, 255)", await file.Locator(".webchat__fileContent__fileName").EvaluateAsync<string>("one => getComputedStyle(one).color"));
        Assert.Equal("image/png", await file.EvaluateAsync<string>("async one => (await fetch(one.href)).headers.get('content-type')"));
        Assert.Empty(window.Troubles);
    }
}
