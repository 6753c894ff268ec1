using System.Runtime.CompilerServices;
using HipFaqBot.BotBuilder.Schema;

namespace HipFaqBot.BotBuilder.TraceExtensions;

/// <summary>Traces: activities for the developer, which only the emulator shows.</summary>
public static class ITurnContextExtensions
{
    /// <summary>Sends a trace; its label is the calling member unless another is named.</summary>
    public static Task<ResourceResponse> TraceActivityAsync(
        this ITurnContext turnContext, string name, object? value = null, string? valueType = null,
        [CallerMemberName] string? label = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        return turnContext.SendActivityAsync(turnContext.Activity.CreateTrace(name, value, valueType, label), cancellationToken);
    }
}
