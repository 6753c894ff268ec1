using System.Text.Json;

namespace HipFaqBot.Bot.Teams;

/// <summary>Keeps <see cref="TeamsMemory"/> by conversation. A store that is out of reach costs the memory and never the reply.</summary>
internal sealed class TeamsMemories(ConversationState state, ILogger<TeamsMemories> logger)
{
    private readonly IStatePropertyAccessor<string> _property = state.CreateProperty<string>("teams");

    public async Task<TeamsMemory> ReadAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        try
        {
            return HasKey(turnContext.Activity) && await _property.GetAsync(turnContext, () => "", cancellationToken) is { Length: > 0 } json
                ? JsonSerializer.Deserialize<TeamsMemory>(json) ?? TeamsMemory.Empty
                : TeamsMemory.Empty;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NoMemory(logger, turnContext.Activity.ChannelId, exception.GetType().Name);
            return TeamsMemory.Empty;
        }
    }

    public async Task WriteAsync(ITurnContext turnContext, TeamsMemory memory, CancellationToken cancellationToken)
    {
        try
        {
            if (HasKey(turnContext.Activity))
            {
                await _property.SetAsync(turnContext, JsonSerializer.Serialize(memory), cancellationToken);
                await state.SaveChangesAsync(turnContext, false, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NoMemory(logger, turnContext.Activity.ChannelId, exception.GetType().Name);
        }
    }

    private static bool HasKey(Activity activity) =>
        !string.IsNullOrEmpty(activity.ChannelId) && !string.IsNullOrEmpty(activity.Conversation?.Id);
}
