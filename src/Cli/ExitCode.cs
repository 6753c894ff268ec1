namespace HipFaqBot.Cli;

/// <summary>What the process ends with; scripts rely on it.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The check or comparison failed, or the knowledge has errors.</summary>
    public const int Failed = 1;

    /// <summary>Unknown option, missing file: nothing was done.</summary>
    public const int BadUsage = 2;
}
