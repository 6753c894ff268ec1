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

    [LoggerMessage(5, LogLevel.Information, "The ranker of knowledge {Version} is trained and serves.")]
    public static partial void Trained(ILogger logger, string version);

    [LoggerMessage(6, LogLevel.Warning, "The ranker is not kept, so that the next start trains again: {Reason}")]
    public static partial void RankerNotKept(ILogger logger, string reason);

    [LoggerMessage(7, LogLevel.Error, "No ranker could be trained, so that words alone decide: {Reason}")]
    public static partial void NotTrained(ILogger logger, string reason);
}
