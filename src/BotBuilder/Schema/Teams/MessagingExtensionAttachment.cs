using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema.Teams;

/// <summary>One find: what is put into the message, and what stands for it in the list.</summary>
public class MessagingExtensionAttachment : Attachment
{
    public MessagingExtensionAttachment()
    {
    }

    public MessagingExtensionAttachment(
        string? contentType = null,
        string? contentUrl = null,
        object? content = null,
        string? name = null,
        string? thumbnailUrl = null,
        Attachment? preview = null)
        : base(contentType, contentUrl, content, name, thumbnailUrl)
    {
        Preview = preview;
    }

    [JsonPropertyName("preview")]
    public Attachment? Preview { get; set; }
}
