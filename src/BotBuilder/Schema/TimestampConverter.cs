using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HipFaqBot.BotBuilder.Schema;

/// <summary>
/// ISO 8601 times. Channels send any number of fractional digits and sometimes no offset (then it is UTC); an empty string is no
/// time.
/// </summary>
internal sealed class TimestampConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException();
        if (text.Length == 0)
        {
            return null;
        }

        // The year comes first: 5/6/2026 has two readings.
        return text.Length >= 10 && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is not { } time)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(time);
        }
    }
}
