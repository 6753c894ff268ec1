using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HipFaqBot.EndToEnd.Tests;

/// <summary>The chat for those who do not see it, or have no mouse: by rules, by keyboard, and by what is read out.</summary>
public sealed class AccessTests(ChatFixture fixture) : IClassFixture<ChatFixture>
{
    private const string Alarming = "I fell and cannot put any weight on my leg";
    private const string Disclaimer = "General information, not a diagnosis.";

    [BrowserTheory]
    [InlineData(ColorScheme.Light, 1280, 900)]
    [InlineData(ColorScheme.Dark, 1280, 900)]
    [InlineData(ColorScheme.Light, 320, 640)]
    public async Task No_rule_is_broken_from_the_button_to_the_alert(ColorScheme scheme, int width, int height)
    {
        await using var view = await OpenAsync("/", scheme, width, height);
        await WithCardsAsync(view.Page);
        await Expect(view.Launcher).ToBeVisibleAsync();
        await Axe.FindsNothingAsync(view.Page);

        await view.OpenChatAsync();
        await Axe.FindsNothingAsync(view.Page);
        foreach (var question in (string[])["Should I keep walking with hip pain?", await UnclearQuestion.OfAsync(fixture.Service), "show me a card", Alarming])
        {
            await view.AskAsync(question);
            await Axe.FindsNothingAsync(view.Page);
        }

        await Expect(view.Chat.Locator(".ac-adaptiveCard")).ToBeVisibleAsync();
        await Expect(view.Chat.Locator(".alarm")).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData("/faq", ColorScheme.Light)]
    [InlineData("/faq", ColorScheme.Dark)]
    [InlineData("/faq/pt-duration", ColorScheme.Light)]
    public async Task No_rule_is_broken_on_the_pages_of_answers(string path, ColorScheme scheme)
    {
        await using var view = await OpenAsync(path, scheme, 1280, 900);

        await Axe.FindsNothingAsync(view.Page);
    }

    [BrowserFact]
    public async Task A_whole_conversation_goes_by_keyboard_alone()
    {
        await using var view = await OpenAsync("/", ColorScheme.Light, 1280, 900);
        var keyboard = view.Page.Keyboard;
        await view.Launcher.FocusAsync();
        await keyboard.PressAsync("Enter");
        await Expect(view.SendBox).ToBeFocusedAsync(new LocatorAssertionsToBeFocusedOptions { Timeout = 30_000 });

        await keyboard.TypeAsync("Should I keep walking with hip pain?");
        await keyboard.PressAsync("Enter");
        await Expect(view.Replies).ToHaveCountAsync(2, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });

        // Back from the box, past the end of the transcript, into the newest message: its choices come before its sources.
        foreach (var key in (string[])["Shift+Tab", "Shift+Tab", "Enter"])
            await keyboard.PressAsync(key);
        var choice = view.Replies.Last.Locator(".choice").First;
        await Expect(choice).ToBeFocusedAsync();
        var next = (await choice.TextContentAsync())!;
        await keyboard.PressAsync("Enter");
        await Expect(view.Mine.Last).ToHaveTextAsync(next);
        await Expect(view.Replies).ToHaveCountAsync(3, new LocatorAssertionsToHaveCountOptions { Timeout = 30_000 });

        // One Escape leaves the message, one the transcript, one the chat.
        await keyboard.PressAsync("Escape");
        await keyboard.PressAsync("Escape");
        await Expect(view.SendBox).ToBeFocusedAsync();
        await Expect(view.Panel).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Expect(view.Panel).ToBeHiddenAsync();
        await Expect(view.Launcher).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task The_tab_key_stays_in_the_open_panel()
    {
        await using var view = await OpenAsync("/", ColorScheme.Light, 1280, 900);
        await view.OpenChatAsync();
        await Expect(view.SendBox).ToBeFocusedAsync();
        var close = view.Panel.Locator(".close");

        // From the box over the send button, which is the last, to the first: close. And back.
        await view.Page.Keyboard.PressAsync("Tab");
        await view.Page.Keyboard.PressAsync("Tab");
        await Expect(close).ToBeFocusedAsync();
        await view.Page.Keyboard.PressAsync("Shift+Tab");
        await Expect(view.Chat.Locator(".webchat__send-box button").Last).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Each_reply_is_read_out_once_and_in_the_order_answer_disclaimer_buttons_sources()
    {
        await using var view = await OpenAsync("/", ColorScheme.Light, 1280, 900);
        await view.OpenChatAsync();
        await view.AskAsync("Should I keep walking with hip pain?");
        await view.AskAsync(await UnclearQuestion.OfAsync(fixture.Service));
        var heard = await HeardUntilAsync(view, "Did you mean one of these?");

        var welcome = Assert.Single(heard, one => one.Contains("I answer common questions", StringComparison.Ordinal));
        Assert.Contains("You can choose: Why does my hip hurt at night?", welcome, StringComparison.Ordinal);
        var answer = Assert.Single(heard, one => one.Contains("most people with hip pain can keep walking", StringComparison.Ordinal));
        string[] order = ["Yes, most people", Disclaimer, "You can choose: ", "Sources and dates: ", "not yet reviewed by a clinician"];
        var places = order.Select(part => answer.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        var choices = Assert.Single(heard, one => one.Contains("Did you mean one of these?", StringComparison.Ordinal));
        foreach (var button in await view.Replies.Last.Locator(".choice").AllTextContentsAsync())
            Assert.Equal(2, choices.Split(button).Length);

        // The same to see: the buttons below the answer, the sources in a group of their own at the end.
        var sources = view.Replies.Nth(1).GetByRole(AriaRole.Group, new LocatorGetByRoleOptions { Name = "Sources and dates" });
        await Expect(sources.GetByRole(AriaRole.Link).First).ToHaveAttributeAsync("target", "_blank");
        Assert.True(await sources.EvaluateAsync<bool>("one => one === one.parentElement.lastElementChild && one.previousElementSibling.className === 'choices'"));
    }

    [BrowserFact]
    public async Task The_alert_of_a_warning_sign_interrupts_and_is_read_out_once()
    {
        await using var view = await OpenAsync("/", ColorScheme.Light, 1280, 900);
        await view.OpenChatAsync();
        await view.AskAsync(Alarming);
        var heard = await HeardUntilAsync(view, "This may be an emergency.");

        var alert = Assert.Single(heard, one => one.Contains("This may be an emergency.", StringComparison.Ordinal));
        Assert.StartsWith("alert: This may be an emergency.", alert, StringComparison.Ordinal);
        // Who goes back to it finds it by its words.
        await Expect(view.Chat.GetByRole(AriaRole.Article, new FrameLocatorGetByRoleOptions { NameRegex = new Regex("^Bot said: This may be an emergency") })).ToHaveCountAsync(1);

        // As the browser tells a screen reader.
        var session = await view.Page.Context.NewCDPSessionAsync(view.Page);
        var tree = (await session.SendAsync("Accessibility.getFullAXTree", new() { ["frameId"] = await ChatFrameIdAsync(session) }))!.Value;
        var regions = JsonNode.Parse(tree.GetRawText())!["nodes"]!.AsArray().Where(node => node!["role"]?["value"]?.ToString() == "alert" && !(bool)node["ignored"]!).ToList();
        Assert.NotEmpty(regions);
        Assert.All(regions, node => Assert.Contains(node!["properties"]!.AsArray(), one => one!["name"]!.ToString() == "live" && one["value"]!["value"]!.ToString() == "assertive"));
        await Expect(view.Chat.Locator(".alarm a[href='tel:112']").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task What_stands_on_a_card_is_read_out_with_the_reply()
    {
        await using var view = await OpenAsync("/", ColorScheme.Light, 1280, 900);
        await WithCardsAsync(view.Page);
        await view.OpenChatAsync();
        await view.AskAsync("show me a card");
        var heard = await HeardUntilAsync(view, "Opening hours");

        Assert.Single(heard, one => one.Contains("Opening hours. Monday to Friday.", StringComparison.Ordinal));
    }

    private static async Task<string[]> HeardUntilAsync(WidgetView view, string part)
    {
        await view.ChatFrame.WaitForFunctionAsync("part => window.heard.some(one => one.includes(part))", part);
        return await view.HeardAsync();
    }

    private static async Task<string> ChatFrameIdAsync(ICDPSession session)
    {
        var tree = (await session.SendAsync("Page.getFrameTree"))!.Value;
        return tree.GetProperty("frameTree").GetProperty("childFrames")[0].GetProperty("frame").GetProperty("id").GetString()!;
    }

    /// <summary>The bot sends no cards by itself yet, but another one on this channel may: the reply to this question gets one on its way.</summary>
    private static Task WithCardsAsync(IPage page) => page.RouteWebSocketAsync("**/stream*", socket =>
    {
        var server = socket.ConnectToServer();
        var isNext = false;
        socket.OnMessage(frame => server.Send(frame.Text!));
        server.OnMessage(frame =>
        {
            var text = frame.Text ?? "";
            if (text.Length == 0 || JsonNode.Parse(text) is not { } set || set["activities"] is not JsonArray activities)
            {
                socket.Send(text);
                return;
            }

            foreach (var activity in activities)
            {
                if (isNext && activity!["from"]?["role"]?.GetValue<string>() == "bot" && activity["type"]!.GetValue<string>() == "message")
                {
                    isNext = false;
                    activity["attachments"] = new JsonArray(JsonNode.Parse(
                        """
                        { "contentType": "application/vnd.microsoft.card.adaptive", "content": { "type": "AdaptiveCard", "version": "1.3", "body": [
                          { "type": "TextBlock", "text": "Opening hours", "weight": "bolder" }, { "type": "TextBlock", "text": "Monday to Friday", "wrap": true } ] } }
                        """));
                }

                isNext |= activity!["text"]?.GetValue<string>() == "show me a card";
            }

            socket.Send(set.ToJsonString());
        });
    });

    private async Task<WidgetView> OpenAsync(string path, ColorScheme scheme, int width, int height) =>
        // axe is put into the page, which its policy would refuse.
        await WidgetView.OpenAsync(fixture.Browser, new Uri(fixture.Service.Address, path), new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            BypassCSP = true,
            ReducedMotion = ReducedMotion.Reduce,
        });
}
