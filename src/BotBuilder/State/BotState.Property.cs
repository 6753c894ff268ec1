namespace HipFaqBot.BotBuilder;

/// <content>What the turn keeps of a state, and how a property looks at it.</content>
public abstract partial class BotState
{
    /// <summary>The state of one turn.</summary>
    public class CachedBotState
    {
        private string? _saved;

        /// <summary>A state as it was read, or an empty one.</summary>
        public CachedBotState(IDictionary<string, object>? state = null)
        {
            State = state ?? new Dictionary<string, object>();
            NoteSaved();
        }

        /// <summary>The properties by name.</summary>
        public IDictionary<string, object> State { get; set; }

        internal bool IsChanged() => _saved != StateJson.Fingerprint(State);

        internal void NoteSaved() => _saved = StateJson.Fingerprint(State);

        internal void NoteUnsaved() => _saved = null;

        // What was read as JSON is turned into its type once and kept so: a bot that changes the object that it was
        // given, and then saves, has changed the state. The turning alone is no change.
        internal bool TryRead<T>(string name, out T? value)
        {
            value = default;
            if (!State.TryGetValue(name, out var found)) return false;
            if (found is null) return true;
            if (found is T typed)
            {
                value = typed;
                return true;
            }

            value = StateJson.Convert<T>(found);
            var changed = IsChanged();
            State[name] = value!;
            if (!changed) NoteSaved();
            return true;
        }
    }

    private sealed class Property<T>(BotState state, string name) : IStatePropertyAccessor<T>
    {
        public string Name => name;

        public async Task<T?> GetAsync(ITurnContext turnContext, Func<T>? defaultValueFactory, CancellationToken cancellationToken)
        {
            await state.LoadAsync(turnContext, false, cancellationToken);
            if (state.Loaded(turnContext).TryRead<T>(name, out var value) && value is not null) return value;
            if (defaultValueFactory is null) return value;

            value = defaultValueFactory();
            await state.SetPropertyValueAsync(turnContext, name, value, cancellationToken);
            return value;
        }

        public async Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken)
        {
            await state.LoadAsync(turnContext, false, cancellationToken);
            await state.SetPropertyValueAsync(turnContext, name, value, cancellationToken);
        }

        public async Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken)
        {
            await state.LoadAsync(turnContext, false, cancellationToken);
            await state.DeletePropertyValueAsync(turnContext, name, cancellationToken);
        }
    }
}
