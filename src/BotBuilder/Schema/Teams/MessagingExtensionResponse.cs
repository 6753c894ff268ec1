using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema.Teams;

/// <summary>The answer to a <c>composeExtension/query</c> invoke.</summary>
public class MessagingExtensionResponse
{
    public MessagingExtensionResponse()
    {
    }

    public MessagingExtensionResponse(MessagingExtensionResult? composeExtension = null)
    {
        ComposeExtension = composeExtension;
    }

    [JsonPropertyName("composeExtension")]
    public MessagingExtensionResult? ComposeExtension { get; set; }
}
