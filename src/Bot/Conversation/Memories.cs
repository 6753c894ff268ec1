using System.Text.Json;
using System.Text.Json.Serialization;

namespace HipFaqBot.Bot.Conversation;

/// <summary>
/// Keeps what is remembered of a person in a conversation, in <see cref="PrivateConversationState"/>: nobody in a group inherits another's
/// alert. A store that is out of reach costs the memory and never the reply. That somebody spoke of self-harm is noted in
/// <see cref="LastingNotes"/> as well, which a restart does not empty.
/// </summary>
internal sealed class Memories(PrivateConversationState state, LastingNotes notes, TimeProvider time, ILogger<Memories> logger)
{
    private readonly IStatePropertyAccessor<string> _property = state.CreateProperty<string>("memory");

    /// <summary>What is remembered, without what is older than an hour.</summary>
    public async Task<PersonMemory> ReadAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var memory = await ReadStateAsync(turnContext, cancellationToken);
        return memory.HadCrisis || !HasKey(turnContext.Activity) || !notes.Has(turnContext.Activity) ? memory : memory with { HadCrisis = true };
    }

    private async Task<PersonMemory> ReadStateAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        try
        {
            return HasKey(turnContext.Activity) && await _property.GetAsync(turnContext, () => "", cancellationToken) is { Length: > 0 } json
                ? Read(json).At(time.GetUtcNow())
                : PersonMemory.Empty;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NoMemory(logger, turnContext.Activity.ChannelId, exception.GetType().Name);
            return PersonMemory.Empty;
        }
    }

    public async Task WriteAsync(ITurnContext turnContext, PersonMemory memory, CancellationToken cancellationToken)
    {
        if (memory.HadCrisis && HasKey(turnContext.Activity))
        {
            notes.Add(turnContext.Activity);
        }

        try
        {
            if (HasKey(turnContext.Activity))
            {
                await _property.SetAsync(turnContext, Write(memory), cancellationToken);
                await state.SaveChangesAsync(turnContext, false, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.NoMemory(logger, turnContext.Activity.ChannelId, exception.GetType().Name);
        }
    }

    /// <summary>What is remembered as it is kept.</summary>
    public static string Write(PersonMemory memory) => MemoryText.Of(memory);

    /// <summary>What was kept, as it is remembered.</summary>
    public static PersonMemory Read(string kept) => JsonSerializer.Deserialize(kept, MemoriesJson.Default.PersonMemory) ?? PersonMemory.Empty;

    /// <summary>Without these a state would be shared among strangers.</summary>
    private static bool HasKey(Activity activity) =>
        !string.IsNullOrEmpty(activity.ChannelId) && !string.IsNullOrEmpty(activity.Conversation?.Id) && !string.IsNullOrEmpty(activity.From?.Id);
}

/// <summary>How it is read. <see cref="MemoryText"/> writes the same.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PersonMemory))]
internal sealed partial class MemoriesJson : JsonSerializerContext;
