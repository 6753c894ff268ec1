using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Tests;

public sealed class SchemaJsonProperties
{
    [Property(Arbitrary = [typeof(JsonTexts)])]
    public bool Any_JSON_survives_in_every_open_place(JsonText any)
    {
        var json = $$"""
            {"type":"message","from":{"id":"u","extra":{{any.Text}}},"attachments":[{"content":{{any.Text}}}],
             "entities":[{"type":"e","extra":{{any.Text}}}],"channelData":{{any.Text}},"value":{{any.Text}},"extra":{{any.Text}}}
            """;

        var written = ActivityJson.Serialize(ActivityJson.Deserialize<Activity>(json));

        return Same(WithoutNullMembers(json), written)
            && written == ActivityJson.Serialize(ActivityJson.Deserialize<Activity>(written));
    }

    [Property]
    public bool Any_text_survives(NonNull<string> text, NonNull<string> id)
    {
        // Half a surrogate pair is no text that JSON can carry.
        var (said, name) = (Whole(text.Get), Whole(id.Get));

        var read = ActivityJson.Deserialize<Activity>(ActivityJson.Serialize(new Activity { Text = said, Id = name, Value = said }))!;

        return read.Text == said && read.Id == name && (string?)read.Value == said;
    }

    private static string Whole(string text) => new([.. text.Where(letter => !char.IsSurrogate(letter))]);

    private static bool Same(JsonNode expected, string written) => JsonNode.DeepEquals(expected, ActivityJson.Deserialize<JsonNode>(written));

    // A null is left out where the member is known, and kept where it is not.
    private static JsonObject WithoutNullMembers(string json)
    {
        var expected = ActivityJson.Deserialize<JsonNode>(json)!.AsObject();
        foreach (var (owner, name) in new[] { (expected, "channelData"), (expected, "value"), (expected["attachments"]![0]!.AsObject(), "content") })
        {
            if (owner[name] is null)
            {
                owner.Remove(name);
            }
        }

        return expected;
    }

    public sealed record JsonText(string Text);

    private static class JsonTexts
    {
        public static Arbitrary<JsonText> Json() => Gen.Sized(size => Tree(Math.Min(size, 4))).Select(node => new JsonText(node)).ToArbitrary();

        private static Gen<string> Tree(int depth)
        {
            var texts = Gen.Elements("", "a", "é 髋 😀", "\"\\\n\u0001", "2026-01-02T03:04:05Z").Select(text => JsonValue.Create(text)!.ToJsonString());
            var leaves = Gen.OneOf(
                Gen.Elements("null", "true", "false", "0", "-1", "2.5", "1e3", "9223372036854775807", "18446744073709551616", "1e400"), texts);
            if (depth == 0)
            {
                return leaves;
            }

            var lists = Tree(depth - 1).ListOf().Select(items => $"[{string.Join(',', items.Take(4))}]");
            var objects = Tree(depth - 1).ListOf().Select(values =>
                $"{{{string.Join(',', values.Take(4).Select((value, i) => $"\"{"aAbé"[i]}\":{value}"))}}}");
            return Gen.OneOf(leaves, lists, objects);
        }
    }
}
