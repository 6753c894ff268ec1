using System.Text.Json;

namespace HipFaqBot.BotBuilder.Tests;

/// <summary>One recorded exchange with an echo bot on the SDK: what was posted to it, what it answered, what it posted back.</summary>
internal sealed record ConformanceCase(
    string Name, string Group, string Note, RecordedRequest Request, RecordedResponse Response, IReadOnlyList<RecordedRequest> Connector)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<ConformanceCase> All { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recorded", "cases.jsonl")).Select(line => JsonSerializer.Deserialize<ConformanceCase>(line, Options)!)];

    public override string ToString() => Name;
}

internal sealed record RecordedRequest(string Method, string Path, IReadOnlyList<string[]> Headers, string? Body);

internal sealed record RecordedResponse(int Status, IReadOnlyList<string> Headers, string? Body);
