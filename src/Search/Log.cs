using HipFaqBot.Search.Knowledge;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.Search;

/// <summary>What this room logs. Never a question: people write about their bodies.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Knowledge {Version} serves: {Entries} entries, {Unsigned} of them not signed by a clinician.")]
    public static partial void Published(ILogger logger, string version, int entries, int unsigned);

    [LoggerMessage(2, LogLevel.Error, "Knowledge: {Problem}")]
    public static partial void Problem(ILogger logger, KnowledgeProblem problem);

    [LoggerMessage(3, LogLevel.Error, "The edit was refused for {Errors} error(s); knowledge {Version} goes on serving.")]
    public static partial void Refused(ILogger logger, int errors, string version);

    [LoggerMessage(4, LogLevel.Warning, "The index is kept in memory, because {Folder} cannot be written: {Reason}")]
    public static partial void IndexInMemory(ILogger logger, string folder, string reason);
}
