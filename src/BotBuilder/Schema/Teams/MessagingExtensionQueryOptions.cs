using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema.Teams;

/// <summary>Which part of the finds is asked for.</summary>
public class MessagingExtensionQueryOptions
{
    public MessagingExtensionQueryOptions()
    {
    }

    public MessagingExtensionQueryOptions(int? skip = null, int? count = null)
    {
        Skip = skip;
        Count = count;
    }

    [JsonPropertyName("skip")]
    public int? Skip { get; set; }

    [JsonPropertyName("count")]
    public int? Count { get; set; }
}
