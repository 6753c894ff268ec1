namespace HipFaqBot.BotBuilder.Tests.Surface;

/// <summary>What the library shows and the SDK does not, each line (as the test prints it) with its reason. To be kept short.</summary>
internal static class SurfaceExceptions
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["T class Microsoft.Bot.Schema.ErrorResponseException : Exception"] =
            "The SDK's base RestException is of Microsoft.Rest.ClientRuntime, which is not used here; it is an Exception too.",
    };
}
