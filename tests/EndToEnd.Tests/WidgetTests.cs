using System.IO.Compression;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>The one line on another site: what it costs there, who may have it, and what goes between the site and the chat.</summary>
public sealed class WidgetTests(WidgetFixture fixture) : IClassFixture<WidgetFixture>
{
    private const string Globals = "Object.getOwnPropertyNames(window)";

    private static readonly LocatorAssertionsToBeVisibleOptions Patiently = new() { Timeout = 30_000 };

    [BrowserFact]
    public async Task One_line_costs_a_site_less_than_ten_kilobytes_and_leaves_one_name()
    {
        await using var without = await WidgetView.OpenAsync(fixture.Browser, fixture.Allowed.At("/without"));
        var names = await without.Page.EvaluateAsync<string[]>(Globals);
        await using var view = await WidgetView.OpenAsync(fixture.Browser, fixture.Allowed.At("/"));
        await Expect(view.Launcher).ToBeVisibleAsync();

        Assert.Equal(["HipFaq"], (await view.Page.EvaluateAsync<string[]>(Globals)).Except(names));
        var asked = view.Requests.Where(request => new Uri(request.Url).Authority == fixture.Service.Address.Authority).ToList();
        var script = Assert.Single(asked);
        Assert.EndsWith("/widget.js", script.Url, StringComparison.Ordinal);
        var sizes = await script.SizesAsync();
        Assert.InRange(sizes.ResponseBodySize + sizes.ResponseHeadersSize, 1, 10_000);
        Assert.InRange(Gzipped(await (await script.ResponseAsync())!.BodyAsync()), 1, 8 * 1024);
        Assert.Empty(view.Troubles);
    }

    [BrowserFact]
    public async Task An_allowed_site_opens_the_chat_asks_and_closes_it_by_escape()
    {
        await using var view = await WidgetView.OpenAsync(fixture.Browser, fixture.Allowed.At("/"));
        await view.Page.EvaluateAsync(
            "window.events = []; for (const name of ['open', 'ready', 'reply', 'close']) document.addEventListener(`hipfaq:${name}`, e => events.push(`${name} ${e.detail}`))");
        await view.OpenChatAsync();
        await Expect(view.SendBox).ToBeFocusedAsync();

        await view.AskAsync("Should I keep walking with hip pain?");
        await Expect(view.Replies.Last.GetByText("General information, not a diagnosis.")).ToBeVisibleAsync();
        await view.SendBox.FocusAsync();
        await view.Page.Keyboard.PressAsync("Escape");

        await Expect(view.Panel).ToBeHiddenAsync();
        await Expect(view.Launcher).ToBeFocusedAsync();
        // A site learns that something was answered, and not what.
        Assert.Equal(["open null", "ready null", "reply null", "reply null", "close null"], await view.Page.EvaluateAsync<string[]>("events"));
        Assert.Empty(view.Troubles);
    }

    [BrowserFact]
    public async Task A_site_that_is_not_allowed_shows_nothing_and_its_web_master_reads_which_setting_is_missing()
    {
        await using var view = await WidgetView.OpenAsync(fixture.Browser, fixture.Stranger.At("/"));

        await Expect(view.Launcher).ToHaveCountAsync(0);
        Assert.True(await view.Page.EvaluateAsync<bool>("window.HipFaq === undefined"));
        var trouble = Assert.Single(view.Troubles);
        Assert.Contains("Widget:AllowedSites", trouble, StringComparison.Ordinal);
        Assert.Contains(fixture.Stranger.Origin, trouble, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_chat_refuses_to_be_framed_by_a_site_that_is_not_allowed()
    {
        await using var view = await WidgetView.OpenAsync(fixture.Browser, fixture.Stranger.At("/without"));
        await view.Page.EvaluateAsync("address => { const frame = document.createElement('iframe'); frame.src = address; document.body.append(frame); }", fixture.Service.Chat.ToString());
        var said = await view.Page.WaitForFunctionAsync("() => document.querySelector('iframe').contentDocument === null");

        Assert.NotNull(said);
        await Expect(view.Page.FrameLocator("iframe").Locator("#chat")).ToHaveCountAsync(0);
        Assert.Contains(view.Troubles, trouble => trouble.Contains("frame-ancestors", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task The_conversation_stays_open_on_the_next_page_and_takes_no_focus_there()
    {
        await using var view = await WidgetView.OpenAsync(fixture.Browser, fixture.Allowed.At("/"));
        await view.OpenChatAsync();
        await view.AskAsync("Should I keep walking with hip pain?");

        await view.Page.GotoAsync(fixture.Allowed.At("/next").ToString());
        await Expect(view.Mine).ToHaveTextAsync("Should I keep walking with hip pain?", new LocatorAssertionsToHaveTextOptions { Timeout = 30_000 });
        await Expect(view.Replies).ToHaveCountAsync(2);
        Assert.Equal("BODY", await view.Page.EvaluateAsync<string>("document.activeElement.tagName"));
        await view.AskAsync("How long does hip physical therapy take?");

        // What was read before is not read out again.
        var heard = await view.HeardAsync();
        Assert.DoesNotContain(heard, one => one.Contains("I answer common questions", StringComparison.Ordinal) || one.Contains("keep walking", StringComparison.Ordinal));
        Assert.Single(heard, one => one.Contains("General information, not a diagnosis.", StringComparison.Ordinal));
        Assert.Empty(view.Troubles);
    }

    [BrowserFact]
    public async Task A_site_gives_title_message_colours_side_language_and_an_entry_and_none_of_it_is_markup()
    {
        await using var view = await WidgetView.OpenAsync(fixture.Browser, fixture.Allowed.At(
            "/", ("title", "Ask <b>us</b>"), ("message", "Hello <img src=x>"), ("color", "#7a1fa2"), ("position", "left"), ("language", "ar"), ("entry", "pt-duration")));
        await Expect(view.Launcher).ToHaveTextAsync("Ask <b>us</b>");
        Assert.Equal(20, (await view.Launcher.BoundingBoxAsync())!.X);
        await view.Launcher.ClickAsync();

        await Expect(view.Mine).ToHaveTextAsync("How long does a course of hip physical therapy take?", new LocatorAssertionsToHaveTextOptions { Timeout = 30_000 });
        await Expect(view.Replies).ToHaveCountAsync(2, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });
        Assert.Equal("Ask <b>us</b>", await view.ChatFrame.TitleAsync());
        Assert.Equal("Hello <img src=x>", await view.Chat.Locator("#opening").TextContentAsync());
        Assert.Equal("rtl", await view.ChatFrame.EvaluateAsync<string>("getComputedStyle(document.querySelector('.web-chat')).direction"));
        Assert.Equal("rgb(122, 31, 162)", await view.Mine.Locator(".webchat__bubble__content").EvaluateAsync<string>("one => getComputedStyle(one).backgroundColor"));
        // Words of a site never stand in an address.
        Assert.All(view.Requests, request => Assert.DoesNotContain("Hello", new Uri(request.Url).AbsolutePath == "/" ? "" : request.Url, StringComparison.Ordinal));
        Assert.Empty(view.Troubles);
    }

    [BrowserTheory]
    [InlineData("?entry=no-such-entry")]
    [InlineData("?entry=%3Cscript%3E")]
    [InlineData("?title=Taken&message=Taken")]
    public async Task What_an_address_says_of_the_chat_is_ignored(string query)
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, new Uri(fixture.Service.Chat, query));

        await Expect(window.SendBox).ToBeVisibleAsync(Patiently);
        await Expect(window.Page.Locator(".webchat__bubble--from-user")).ToHaveCountAsync(0);
        await Expect(window.Page.GetByText("Taken")).ToHaveCountAsync(0);
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task The_chat_listens_to_the_page_that_frames_it_alone_and_the_widget_to_its_chat_alone()
    {
        await using var view = await WidgetView.OpenAsync(fixture.Browser, fixture.Allowed.At("/"));
        await view.OpenChatAsync();
        await Expect(view.SendBox).ToBeVisibleAsync();

        // From the chat to itself: the right origin, not the parent. From the page to itself: not the chat.
        await view.ChatFrame.EvaluateAsync("window.postMessage({ hipfaq: 1, type: 'ask', text: 'Forged from within' }, '*')");
        await view.Page.EvaluateAsync("window.postMessage({ hipfaq: 1, type: 'close' }, '*')");
        await view.Page.EvaluateAsync("HipFaq.ask('How long does hip physical therapy take?')");

        await Expect(view.Mine).ToHaveTextAsync("How long does hip physical therapy take?", new LocatorAssertionsToHaveTextOptions { Timeout = 30_000 });
        await Expect(view.Panel).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_chat_that_is_opened_by_itself_takes_no_messages()
    {
        await using var window = await ChatWindow.OpenAsync(fixture.Browser, fixture.Service.Chat);
        await window.Page.EvaluateAsync(
            "() => { window.postMessage({ hipfaq: 1, type: 'hello', title: 'Taken' }, '*'); window.postMessage({ hipfaq: 1, type: 'ask', text: 'Taken' }, '*'); }");

        await window.AskAsync("How long does hip physical therapy take?");
        await Expect(window.Page.GetByText("Taken")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Where_the_service_is_out_of_reach_the_panel_says_whom_to_call()
    {
        await using var view = await WidgetView.OpenAsync(fixture.Browser, fixture.Allowed.At("/"));
        await view.Page.RouteAsync("**/chat", route => route.AbortAsync());
        await view.Launcher.ClickAsync();

        var away = view.Page.Locator(".away");
        await Expect(away).ToContainTextAsync("In an emergency call", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await Expect(away.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "112" })).ToHaveAttributeAsync("href", "tel:112");

        await view.Page.UnrouteAsync("**/chat");
        await away.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Try again" }).ClickAsync();
        await Expect(view.SendBox).ToBeVisibleAsync(Patiently);
        await Expect(away).ToBeHiddenAsync();
    }

    private static long Gzipped(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(bytes);
        return packed.Length;
    }
}
