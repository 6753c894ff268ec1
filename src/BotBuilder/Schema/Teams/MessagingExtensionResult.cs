using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema.Teams;

/// <summary>What a search found, or a line of text instead.</summary>
public class MessagingExtensionResult
{
    public MessagingExtensionResult()
    {
    }

    /// <summary><c>list</c> or <c>grid</c>.</summary>
    [JsonPropertyName("attachmentLayout")]
    public string? AttachmentLayout { get; set; }

    /// <summary><c>result</c> with attachments, or <c>message</c> with text.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; set; }

    [JsonPropertyName("attachments")]
    public IList<MessagingExtensionAttachment>? Attachments { get; set; }

    [JsonPropertyName("text")]
    public string? Text { get; set; }
}
