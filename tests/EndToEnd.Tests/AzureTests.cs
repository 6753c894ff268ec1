using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>
/// The chat over Azure's Direct Line, in a browser. A second service of ours, on an origin of its own, plays Azure's part: it knows the
/// secret and gives tokens for it, and its Direct Line is the one that the page talks to.
/// </summary>
public sealed class AzureTests(ChatFixture fixture) : IClassFixture<ChatFixture>
{
    private const string Secret = "azure-secret-that-no-browser-ever-sees";

    [BrowserFact]
    public async Task A_question_is_answered_over_Azure_and_the_secret_never_comes_near_the_browser()
    {
        var port = FreePort();
        await using var azure = await ServiceProcess.StartAsync(
            0, ("DirectLine__Secrets__0", Secret), ("DirectLine__Anonymous", "false"), ("Widget__AllowedSites__0", $"http://127.0.0.1:{port}"));
        await using var service = await ServiceProcess.StartAsync(
            port, ("Widget__DirectLine", "azure"), ("Widget__AzureSecret", Secret), ("Widget__AzureAddress", $"{azure.Address}v3/directline"));
        var traffic = new ConcurrentQueue<string>();
        var context = await fixture.Browser.NewContextAsync();
        context.Request += (_, request) => traffic.Enqueue($"{request.Url} {request.PostData} {string.Join(' ', request.Headers.Values)}");
        context.Response += async (_, response) => traffic.Enqueue($"{string.Join(' ', response.Headers.Values)} {await BodyAsync(response)}");
        await using var view = await WidgetView.OpenAsync(context, service.Address);
        view.Page.WebSocket += (_, socket) =>
        {
            traffic.Enqueue(socket.Url);
            socket.FrameReceived += (_, frame) => traffic.Enqueue(frame.Text ?? "");
            socket.FrameSent += (_, frame) => traffic.Enqueue(frame.Text ?? "");
        };
        var page = view.Page.WaitForResponseAsync(response => new Uri(response.Url).AbsolutePath == "/chat");
        await view.OpenChatAsync();
        await view.AskAsync("How long does hip physical therapy take?");

        await Expect(view.Replies.Last.GetByText("General information, not a diagnosis.")).ToBeVisibleAsync();
        var policy = (await page).Headers["content-security-policy"];
        Assert.Contains($"connect-src 'self' {azure.Address.GetLeftPart(UriPartial.Authority)} ws://{azure.Address.Authority};", policy, StringComparison.Ordinal);
        Assert.Contains(traffic, one => one.StartsWith($"ws://{azure.Address.Authority}/v3/directline/conversations/", StringComparison.Ordinal));
        Assert.DoesNotContain(traffic, one => one.Contains($"{service.Address}v3/directline", StringComparison.Ordinal));
        Assert.DoesNotContain(traffic, one => one.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, service.Output + azure.Output, StringComparison.Ordinal);
        // The user id was made by the service, and the token tells the client.
        var token = traffic.Select(one => one.Split("\"token\":\"")).First(parts => parts.Length > 1)[1].Split('"')[0];
        var claims = Encoding.UTF8.GetString(Convert.FromBase64String(Padded(token.Split('.')[1])));
        Assert.Matches("\"user\":\"dl_[A-Za-z0-9_-]{22}\"", claims);
        Assert.Contains($"\"orig\":[\"{service.Address.GetLeftPart(UriPartial.Authority)}\"]", claims, StringComparison.Ordinal);
        Assert.Empty(view.Troubles);

        // There is no ticket to come back with, but the token, while it is good.
        await view.Page.ReloadAsync();
        await Expect(view.Mine).ToHaveTextAsync("How long does hip physical therapy take?", new LocatorAssertionsToHaveTextOptions { Timeout = 30_000 });
        await view.AskAsync("Should I keep walking with hip pain?");
        await Expect(view.Replies).ToHaveCountAsync(3);
        // And start over works without a ticket.
        await view.Chat.Locator("#start-over").ClickAsync();
        await Expect(view.Chat.Locator("#notice")).ToContainTextAsync("A new conversation has begun.");
        await Expect(view.Mine).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Where_Azure_gives_no_token_the_page_says_so_and_whom_to_call()
    {
        await using var azure = await ServiceProcess.StartAsync(0, ("DirectLine__Anonymous", "false"));
        await using var service = await ServiceProcess.StartAsync(
            0, ("Widget__DirectLine", "azure"), ("Widget__AzureSecret", Secret), ("Widget__AzureAddress", $"{azure.Address}v3/directline"));
        await using var view = await WidgetView.OpenAsync(await fixture.Browser.NewContextAsync(), service.Address);
        await view.Launcher.ClickAsync();

        var notice = view.Chat.Locator("#notice");
        await Expect(notice).ToContainTextAsync("The chat cannot be opened right now. In an emergency call", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await Expect(notice.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Try again" })).ToBeVisibleAsync();
    }

    private static async Task<string> BodyAsync(IResponse response)
    {
        try
        {
            return await response.TextAsync();
        }
        catch (PlaywrightException)
        {
            return ""; // A redirect or a preflight has none.
        }
    }

    private static string Padded(string base64Url) =>
        base64Url.Replace('-', '+').Replace('_', '/').PadRight((base64Url.Length + 3) / 4 * 4, '=');

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
