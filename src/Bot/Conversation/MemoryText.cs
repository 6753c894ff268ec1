using System.Buffers;
using System.Text;
using System.Text.Json;
using HipFaqBot.Search.Safety;

namespace HipFaqBot.Bot.Conversation;

/// <summary>
/// Writes a <see cref="PersonMemory"/> as <see cref="MemoriesJson"/> would, member by member: the serializer's code for enums and times
/// cannot be compiled ahead, and the first reply after a start would wait for it.
/// </summary>
internal static class MemoryText
{
    public static string Of(PersonMemory memory)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, memory);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, PersonMemory memory)
    {
        json.WriteStartObject();
        json.WriteStartArray(nameof(memory.Traces));
        foreach (var trace in memory.Traces)
        {
            Write(json, trace);
        }

        json.WriteEndArray();
        json.WriteStartArray(nameof(memory.Given));
        foreach (var given in memory.Given)
        {
            Write(json, given);
        }

        json.WriteEndArray();
        json.WritePropertyName(nameof(memory.Standing));
        Write(json, memory.Standing);
        json.WritePropertyName(nameof(memory.Held));
        Write(json, memory.Held);
        json.WriteBoolean(nameof(memory.IsUnder16), memory.IsUnder16);
        json.WriteBoolean(nameof(memory.IsMaternity), memory.IsMaternity);
        json.WriteBoolean(nameof(memory.HadCrisis), memory.HadCrisis);
        json.WriteStartArray(nameof(memory.Overheard));
        foreach (var overheard in memory.Overheard)
        {
            json.WriteStartObject();
            json.WriteString(nameof(overheard.Sign), overheard.Sign);
            json.WriteString(nameof(overheard.Time), overheard.Time);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MessageTrace trace)
    {
        json.WriteStartObject();
        json.WriteString(nameof(trace.Time), trace.Time);
        json.WriteStartArray(nameof(trace.Mentions));
        foreach (var mention in trace.Mentions)
        {
            json.WriteStartObject();
            json.WriteString(nameof(mention.Concept), mention.Concept);
            json.WriteNumber(nameof(mention.FromEnd), mention.FromEnd);
            json.WriteNumber(nameof(mention.ToEnd), mention.ToEnd);
            json.WriteNumber(nameof(mention.Scope), (int)mention.Scope);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString(nameof(trace.Asked), trace.Asked);
        json.WriteStartArray(nameof(trace.LastWords));
        foreach (var word in trace.LastWords)
        {
            json.WriteNumberValue(word);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GivenAlert? alert)
    {
        if (alert is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString(nameof(alert.Sign), alert.Sign);
        json.WriteNumber(nameof(alert.Urgency), (int)alert.Urgency);
        json.WriteString(nameof(alert.Time), alert.Time);
        json.WriteBoolean(nameof(alert.InFull), alert.InFull);
        json.WriteBoolean(nameof(alert.IsOver), alert.IsOver);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Finding? finding)
    {
        if (finding is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteNumber(nameof(finding.Decision), (int)finding.Decision);
        json.WriteStartArray(nameof(finding.Entries));
        foreach (var entry in finding.Entries)
        {
            json.WriteStringValue(entry);
        }

        json.WriteEndArray();
        json.WriteNumber(nameof(finding.Confidence), finding.Confidence);
        json.WriteEndObject();
    }
}
