namespace HipFaqBot.BotBuilder.Tests.Surface;

/// <summary>What the library shows and the SDK does not, each line (as the test prints it) with its reason. To be kept short.</summary>
internal static class SurfaceExceptions
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
