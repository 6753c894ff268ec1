namespace HipFaqBot.EndToEnd.Tests.Teams;

/// <summary>A fact that needs Chromium and npm. Where one is missing it is reported as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PlaygroundFactAttribute : FactAttribute
{
    public PlaygroundFactAttribute() => Skip = Chromium.Path is null ? Chromium.Missing : PlaygroundPackage.Missing;
}
