using System.Text.Json;
using System.Text.Json.Nodes;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.Tests;

public sealed class RecordedBodyTests
{
    public static TheoryData<string> PostedBodies() => [.. Names(found => found.Connector.Any(posted => IsObject(posted.Body)))];

    public static TheoryData<string> ExpectedReplies() => [.. Names(found => found.Response.Body?.Contains("\"activities\"", StringComparison.Ordinal) == true)];

    // Taken by the SDK but refused here (a number as the type), and names in capitals, which are not written back so.
    public static TheoryData<string> Requests() => [.. Names(found =>
        IsObject(found.Request.Body)
        && found.Response.Status == 200
        && found.Name is not ("noauth-027-number-type" or "noauth-030-case-insensitive-names")
        && IsJson(found.Request.Body!))];

    [Theory]
    [MemberData(nameof(PostedBodies))]
    public void What_the_SDK_posted_is_written_byte_for_byte(string name)
    {
        foreach (var posted in Case(name).Connector.Where(posted => IsObject(posted.Body)))
        {
            Assert.Equal(posted.Body, ActivityJson.Serialize(ActivityJson.Deserialize<Activity>(posted.Body!)));
        }
    }

    [Theory]
    [MemberData(nameof(ExpectedReplies))]
    public void What_the_SDK_answered_is_written_in_the_same_order(string name)
    {
        var recorded = JsonNode.Parse(Case(name).Response.Body!)!;

        var ours = ActivityJson.Serialize(ActivityJson.Deserialize<ExpectedReplies>(Case(name).Response.Body!));

        Assert.Equal(recorded.ToJsonString(), JsonNode.Parse(ours)!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void What_a_channel_sent_survives_a_round_trip(string name)
    {
        // A time at UTC is written with its offset, as the SDK does.
        var body = Case(name).Request.Body!.TrimStart('\uFEFF').Replace(".678Z\"", ".678+00:00\"", StringComparison.Ordinal);

        var ours = ActivityJson.Serialize(ActivityJson.Deserialize<Activity>(body));

        Assert.True(JsonNode.DeepEquals(ActivityJson.Deserialize<JsonNode>(body), ActivityJson.Deserialize<JsonNode>(ours)), ours);
    }

    private static bool IsJson(string body)
    {
        try
        {
            return JsonNode.Parse(body.TrimStart('\uFEFF'), documentOptions: new JsonDocumentOptions { MaxDepth = 128 }) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsObject(string? body) => body?.TrimStart('\uFEFF').StartsWith('{') == true;

    private static ConformanceCase Case(string name) => ConformanceCase.All.Single(found => found.Name == name);

    private static IEnumerable<string> Names(Func<ConformanceCase, bool> filter) => ConformanceCase.All.Where(filter).Select(found => found.Name);
}
