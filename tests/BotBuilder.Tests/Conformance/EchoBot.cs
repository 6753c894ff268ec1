using System.Net;
using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Schema;
using HipFaqBot.BotBuilder.TraceExtensions;

namespace HipFaqBot.BotBuilder.Tests.Conformance;

/// <summary>The bot that the exchanges were recorded from, written again against the names here.</summary>
internal sealed class EchoBot : ActivityHandler
{
    protected override async Task OnMessageActivityAsync(
        ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        switch (turnContext.Activity.Text)
        {
            case "suggested":
                CardAction[] colours =
                [
                    new() { Type = ActionTypes.ImBack, Title = "Red", Value = "Red" },
                    new()
                    {
                        Type = ActionTypes.PostBack, Title = "Blue", Value = "Blue",
                        Image = "https://example.test/b.png", ImageAltText = "B",
                    },
                ];
                var choice = MessageFactory.SuggestedActions(colours, "Pick a colour", null, null);
                await turnContext.SendActivityAsync(choice, cancellationToken);
                break;
            case "hero":
                var hero = new HeroCard
                {
                    Title = "Hero",
                    Subtitle = "Sub",
                    Text = "Body",
                    Images = [new CardImage { Url = "https://example.test/i.png", Alt = "alt" }],
                    Buttons = [new CardAction { Type = ActionTypes.OpenUrl, Title = "Open", Value = "https://example.test/" }],
                };
                await turnContext.SendActivityAsync(MessageFactory.Attachment(hero.ToAttachment()), cancellationToken);
                break;
            case "adaptive":
                await turnContext.SendActivityAsync(MessageFactory.Attachment(AdaptiveCard()), cancellationToken);
                break;
            case "all":
                await turnContext.SendActivityAsync(Everything(), cancellationToken);
                break;
            case "typing+two":
                await turnContext.SendActivitiesAsync(
                    [new Activity { Type = ActivityTypes.Typing }, MessageFactory.Text("one"), MessageFactory.Text("two")],
                    cancellationToken);
                break;
            case "update":
                var sent = await turnContext.SendActivityAsync("first", cancellationToken: cancellationToken);
                var second = MessageFactory.Text("second");
                second.Id = sent.Id;
                await turnContext.UpdateActivityAsync(second, cancellationToken);
                await turnContext.DeleteActivityAsync(sent.Id!, cancellationToken);
                break;
            case "eoc":
                var end = (Activity)Activity.CreateEndOfConversationActivity();
                end.Code = EndOfConversationCodes.CompletedSuccessfully;
                end.Value = new { done = true };
                await turnContext.SendActivityAsync(end, cancellationToken);
                break;
            case "trace":
                await turnContext.TraceActivityAsync("T", new { a = 1 }, "https://example.test/v", "L", cancellationToken);
                break;
            case "nosend":
                break;
            case "throw":
                throw new InvalidOperationException("boom");
            default:
                var echo = $"Echo: {turnContext.Activity.Text}";
                await turnContext.SendActivityAsync(MessageFactory.Text(echo, echo), cancellationToken);
                break;
        }
    }

    protected override async Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext, CancellationToken cancellationToken)
    {
        const string Welcome = "Hello and welcome!";
        foreach (var _ in membersAdded.Where(member => member.Id != turnContext.Activity.Recipient?.Id))
            await turnContext.SendActivityAsync(MessageFactory.Text(Welcome, Welcome), cancellationToken);
    }

    protected override Task<InvokeResponse> OnInvokeActivityAsync(
        ITurnContext<IInvokeActivity> turnContext, CancellationToken cancellationToken) => turnContext.Activity.Name switch
        {
            "custom/known" => Task.FromResult(CreateInvokeResponse(new { ok = true, n = (string?)null })),
            "custom/jobject" => Task.FromResult(CreateInvokeResponse(new JsonObject { ["ok"] = true, ["n"] = null, ["s"] = "é" })),
            "custom/conflict" or "custom/status" => Task.FromResult(new InvokeResponse { Status = (int)HttpStatusCode.Conflict }),
            _ => base.OnInvokeActivityAsync(turnContext, cancellationToken),
        };

    private static IMessageActivity Everything()
    {
        var hero = new HeroCard
        {
            Title = "Hero",
            Buttons = [new CardAction { Type = ActionTypes.ImBack, Title = "Go", Value = "go" }],
        };
        var message = MessageFactory.Carousel(
            [hero.ToAttachment(), AdaptiveCard()], "All at once", "All at once spoken", InputHints.ExpectingInput);
        message.SuggestedActions = MessageFactory.SuggestedActions(["Yes", "No"], null, null, null).SuggestedActions;
        return message;
    }

    private static Attachment AdaptiveCard() => new()
    {
        ContentType = "application/vnd.microsoft.card.adaptive",
        Content = JsonNode.Parse("""
            {"type":"AdaptiveCard","version":"1.3","body":[{"type":"TextBlock","text":"Hello card","weight":"bolder"}],
             "actions":[{"type":"Action.Submit","title":"OK","data":{"k":1}}]}
            """),
    };
}
