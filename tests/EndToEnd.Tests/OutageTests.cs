using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>What a person is told when the service goes away and comes back.</summary>
public sealed class OutageTests(ChatFixture fixture) : IClassFixture<ChatFixture>
{
    private static readonly LocatorAssertionsToContainTextOptions Patiently = new() { Timeout = 30_000 };

    [BrowserTheory]
    [InlineData("")]
    [InlineData("?transport=polling")]
    public async Task The_page_says_that_it_is_offline_and_begins_anew_when_the_service_is_back(string query)
    {
        await using var service = await ServiceProcess.StartAsync();
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, new Uri(service.Chat, query));
        await window.AskAsync("Should I keep walking with hip pain?");

        await service.KillAsync();
        await Expect(window.Notice).ToContainTextAsync("You are offline, or the service is not running.", Patiently);
        await Expect(window.Page.Locator(".emergency")).ToBeVisibleAsync();

        await using var again = await ServiceProcess.StartAsync(service.Address.Port);
        await Expect(window.Notice).ToContainTextAsync("a new conversation has begun", Patiently);
        var reply = await window.AskAsync("How long does hip physical therapy take?");
        Assert.Contains("pt-duration", reply.GetProperty("entities").ToString(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task A_restart_of_the_service_loses_nothing_that_was_said()
    {
        var folder = Directory.CreateTempSubdirectory("hipfaq-e2e-kept-").FullName;
        var service = await ServiceProcess.StartAsync(0, ("Data__Folder", folder));
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, service.Chat);
        await window.AskAsync("Should I keep walking with hip pain?");
        var port = service.Address.Port;
        await service.DisposeAsync();
        await Expect(window.Notice).ToContainTextAsync("You are offline", Patiently);
        // Who is turned away reads whom to call.
        await Expect(window.Notice).ToContainTextAsync("In an emergency call");

        await using (await ServiceProcess.StartAsync(port, ("Data__Folder", folder)))
        {
            await Expect(window.Notice).ToBeHiddenAsync(new LocatorAssertionsToBeHiddenOptions { Timeout = 30_000 });
            await window.AskAsync("How long does hip physical therapy take?");
            await Expect(window.Page.Locator(".webchat__bubble--from-user")).ToHaveTextAsync(
                ["Should I keep walking with hip pain?", "How long does hip physical therapy take?"]);
        }

        Directory.Delete(folder, recursive: true);
    }

    [BrowserFact]
    public async Task What_is_typed_while_the_service_is_away_stays_in_the_box_and_is_sent_when_it_is_back()
    {
        var service = await ServiceProcess.StartAsync();
        try
        {
            await using var window = await ChatWindow.OpenAsync(fixture.Browser, service.Chat);
            await window.AskAsync("Should I keep walking with hip pain?");
            await service.KillAsync();
            await Expect(window.Notice).ToContainTextAsync("In an emergency call", Patiently);
            await window.Page.Locator(".webchat__send-box textarea").FocusAsync();
            await window.Page.Keyboard.TypeAsync("How long does physio take?");

            var killed = service;
            service = await killed.StartAgainAsync();
            await killed.DisposeAsync();
            await Expect(window.Notice).ToBeHiddenAsync(new LocatorAssertionsToBeHiddenOptions { Timeout = 30_000 });
            await Expect(window.SendBox).ToHaveValueAsync("How long does physio take?");
            await window.SendBox.PressAsync("Enter");
            await window.ReplyToAsync("How long does physio take?");
            await Expect(window.Page.Locator(".webchat__bubble--from-user")).ToHaveTextAsync(["Should I keep walking with hip pain?", "How long does physio take?"]);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    [BrowserFact]
    public async Task A_page_that_is_loaded_anew_after_a_power_cut_shows_all_that_was_said_once_and_goes_on()
    {
        var service = await ServiceProcess.StartAsync();
        try
        {
            await using var window = await ChatWindow.OpenAsync(fixture.Browser, service.Chat);
            await window.AskAsync("Should I keep walking with hip pain?");
            await window.AskAsync("How long does hip physical therapy take?");
            await service.KillAsync();
            var killed = service;
            service = await killed.StartAgainAsync();
            await killed.DisposeAsync();
            await window.Page.ReloadAsync();

            var mine = window.Page.Locator(".webchat__bubble--from-user");
            await Expect(mine).ToHaveTextAsync(["Should I keep walking with hip pain?", "How long does hip physical therapy take?"], new LocatorAssertionsToHaveTextOptions { Timeout = 30_000 });
            await Expect(window.Bubbles.GetByText("Yes, most people with hip pain")).ToHaveCountAsync(1);
            await window.AskAsync("What is the first line of treatment for hip pain?");
            await Expect(mine).ToHaveCountAsync(3);
            await Expect(window.Notice).ToBeHiddenAsync();
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    [BrowserFact]
    public async Task When_a_token_has_run_out_the_page_trades_its_ticket_and_the_same_conversation_goes_on()
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, fixture.Service.Chat);
        await window.AskAsync("Should I keep walking with hip pain?");

        // As on a laptop that was closed for an hour: the client's next request is answered 403.
        await window.Page.RouteAsync("**/v3/directline/conversations/*/activities", route => route.FulfillAsync(new RouteFulfillOptions { Status = 403 }), new PageRouteOptions { Times = 1 });
        var resumed = window.Page.WaitForResponseAsync(response => response.Url.EndsWith("/chat/resume", StringComparison.Ordinal));
        await Expect(window.SendBox).ToBeVisibleAsync();
        await window.SendBox.FillAsync("This one is refused");
        await window.SendBox.PressAsync("Enter");

        Assert.Equal(200, (await resumed).Status);
        await window.AskAsync("How long does hip physical therapy take?");
        await Expect(window.Bubbles.GetByText("Yes, most people with hip pain")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task Where_no_socket_passes_the_chat_goes_on_by_polling()
    {
        // Like a proxy that answers the upgrade with an error.
        const string noSockets = "window.WebSocket = class extends WebSocket { constructor() { super(`ws://${location.host}/no-socket`); } };";
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, fixture.Service.Chat, initScript: noSockets);

        var reply = await window.AskAsync("How long does hip physical therapy take?");

        Assert.Contains("pt-duration", reply.GetProperty("entities").ToString(), StringComparison.Ordinal);
        Assert.Contains(window.Requests, request => request.Contains("/activities?", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task One_failed_poll_does_not_silence_the_chat_nor_lose_what_is_being_typed()
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, new Uri(fixture.Service.Chat, "?transport=polling"));
        await Expect(window.SendBox).ToBeVisibleAsync();
        await window.SendBox.FillAsync("Should I keep walking with hip pain?");

        // The client gives up polling for good at the first failure.
        var failed = new TaskCompletionSource();
        window.Page.RequestFailed += (_, _) => failed.TrySetResult();
        await window.Page.RouteAsync("**/activities?*", route => route.AbortAsync(), new PageRouteOptions { Times = 1 });
        await failed.Task;
        await window.Page.WaitForRequestAsync(request => request.Url.Contains("/activities?", StringComparison.Ordinal));

        await Expect(window.SendBox).ToHaveValueAsync("Should I keep walking with hip pain?");
        await window.SendBox.PressAsync("Enter");
        var reply = await window.ReplyToAsync("Should I keep walking with hip pain?");
        Assert.Contains("ex-walking", reply.GetProperty("entities").ToString(), StringComparison.Ordinal);
    }
}
