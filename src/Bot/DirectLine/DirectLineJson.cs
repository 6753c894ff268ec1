using System.Text.Json.Serialization;

namespace HipFaqBot.Bot.DirectLine;

internal sealed record ErrorBody(ErrorDetail Error);

internal sealed record ErrorDetail(string Code, string Message);

internal sealed record TokenBody(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string? StreamUrl = null);

internal sealed record IdBody(string Id);

/// <summary>What a caller may send to get a token or start a conversation.</summary>
internal sealed record StartBody(StartUser? User = null, string? Locale = null);

internal sealed record StartUser(string? Id = null, string? Name = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(IdBody))]
[JsonSerializable(typeof(StartBody))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
