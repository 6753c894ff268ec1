using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
#if BOTSDK_MICROSOFT
using Newtonsoft.Json;
using JsonException = Newtonsoft.Json.JsonException;
#endif

namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// Activities as JSON: the one file of the channel that knows which Bot Builder writes them. Members that nobody here knows are kept.
/// </summary>
internal static class ActivityWire
{
    /// <summary>The activity, or null where the bytes are none: no JSON object, a member of a wrong type, bytes that are no text.</summary>
    public static Activity? Read(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            return null;
        try
        {
#if BOTSDK_MICROSOFT
            return JsonConvert.DeserializeObject<Activity>(Encoding.UTF8.GetString(utf8), HttpHelper.BotMessageSerializerSettings);
#else
            return ActivityJson.Deserialize<Activity>(utf8);
#endif
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static byte[] Write(Activity activity)
    {
#if BOTSDK_MICROSOFT
        return Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(activity, HttpHelper.BotMessageSerializerSettings));
#else
        return ActivityJson.SerializeToUtf8Bytes(activity);
#endif
    }

    /// <summary>An activity set, <c>{"activities":[…],"watermark":"…"}</c>, from activities that are JSON already.</summary>
    public static ReadOnlyMemory<byte> Set(LogPage page)
    {
        var set = new ArrayBufferWriter<byte>(page.Activities.Sum(activity => activity.Length + 1) + 64);
        set.Write("{\"activities\":["u8);
        for (var i = 0; i < page.Activities.Count; i++)
        {
            if (i > 0)
                set.Write(","u8);
            set.Write(page.Activities[i]);
        }

        set.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"],\"watermark\":\"{page.Watermark}\"}}")));
        return set.WrittenMemory;
    }

    /// <summary>The id that the client gave its activity, by which it recognises the echo; null where there is none.</summary>
    public static string? ClientActivityId(Activity activity)
    {
        // JSON in both Bot Builders.
        if (activity.ChannelData?.ToString() is not { Length: > 0 } json)
            return null;
        try
        {
            using var channelData = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
            return channelData.RootElement.ValueKind == JsonValueKind.Object
                && channelData.RootElement.TryGetProperty("clientActivityID", out var id) && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: > 0 and <= 200 } text
                ? text
                : null;
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException)
        {
            // Channel data may be a bare string, which is no JSON by its ToString(), and an id may be half a surrogate pair.
            return null;
        }
    }
}
