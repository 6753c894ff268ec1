using System.Text.Json.Serialization;

namespace HipFaqBot.Bot.DirectLine;

internal sealed record ErrorBody(ErrorDetail Error);

/// <param name="Emergency">What to do in an emergency, for the page to show.</param>
internal sealed record ErrorDetail(string Code, string Message, string Emergency);

internal sealed record TokenBody(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string? StreamUrl = null);

internal sealed record IdBody(string Id);

/// <summary>What a caller may send to get a token or start a conversation.</summary>
internal sealed record StartBody(StartUser? User = null, string? Locale = null, IReadOnlyList<string>? TrustedOrigins = null);

internal sealed record StartUser(string? Id = null, string? Name = null);

/// <summary>What the chat page gets to talk with.</summary>
/// <param name="Domain">Address of the Direct Line to use, for the client's option of this name.</param>
/// <param name="Ticket">To come back when the token has expired; null with Azure's Direct Line.</param>
internal sealed record ChatSession(
    string ConversationId,
    string Token,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    string Domain,
    string? StreamUrl,
    string? Ticket);

/// <param name="Watermark">Where the page stands: what came after it is streamed.</param>
internal sealed record TicketBody(string? Ticket = null, long Watermark = 0);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(IdBody))]
[JsonSerializable(typeof(StartBody))]
[JsonSerializable(typeof(ChatSession))]
[JsonSerializable(typeof(TicketBody))]
internal sealed partial class DirectLineJson : JsonSerializerContext;
