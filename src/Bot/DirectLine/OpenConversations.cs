using HipFaqBot.Bot.DirectLine.Storage;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// The conversations that are in memory: those that somebody uses, and for a moment those that the last one has left, for they may be
/// back at once. Each is read once, however many ask for it at the same time.
/// </summary>
internal sealed class OpenConversations(Func<string, Task<DirectLineConversation?>> load, TimeProvider time)
{
    // Kept for so long after the last one left. With more than so many, none is.
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(30);
    private const int MostLingering = 4000;

    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private int _lingering;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _places.Count;
        }
    }

    /// <summary>Whether it is in memory, in use or left a moment ago.</summary>
    public bool Contains(string id)
    {
        lock (_lock)
            return _places.ContainsKey(id);
    }

    /// <summary>Whether somebody uses it.</summary>
    public bool IsUsed(string id)
    {
        lock (_lock)
            return _places.TryGetValue(id, out var place) && place.Holders > 0;
    }

    /// <summary>Takes the place of a conversation, which is read where it is not yet. Whoever holds it leaves it again.</summary>
    public Place Hold(string id)
    {
        lock (_lock)
        {
            if (!_places.TryGetValue(id, out var place))
                _places[id] = place = new Place(load(id));
            else if (place.Holders == 0)
                _lingering--;
            place.Holders++;
            return place;
        }
    }

    /// <summary>Gives up a place that was held.</summary>
    public void Leave(string id, Place place)
    {
        lock (_lock)
        {
            if (--place.Holders > 0)
                return;
            place.Left = time.GetUtcNow();
            if (!_places.TryGetValue(id, out var current) || current != place)
                return;
            _lingering++;
            // What was not found, or could not be, is asked for anew next time.
            if (place.Conversation is null || _lingering > MostLingering)
                Drop(id);
        }
    }

    /// <summary>The making of the conversation of a place, and whether it begins with this call: only one of those who ask at once makes it.</summary>
    public (Task<(DirectLineConversation? Conversation, bool IsFull)> Creating, bool IsNew) CreateOnce(
        Place place, Func<Task<(DirectLineConversation? Conversation, bool IsFull)>> create)
    {
        lock (_lock)
        {
            var isNew = place.Creating is null;
            return (place.Creating ??= create(), isNew);
        }
    }

    /// <summary>Puts a conversation that was made into its place.</summary>
    public void Put(Place place, DirectLineConversation created)
    {
        lock (_lock)
            place.Loading = Task.FromResult<DirectLineConversation?>(created);
    }

    /// <summary>Whoever listens to it may go on.</summary>
    public void GoOnListening(string id)
    {
        lock (_lock)
        {
            if (_places.TryGetValue(id, out var place))
                place.Conversation?.GoOnListening();
        }
    }

    /// <summary>Drops those that were left long enough ago.</summary>
    public void DropLingering(DateTimeOffset now)
    {
        lock (_lock)
        {
            var gone = new List<string>();
            foreach (var (id, place) in _places)
            {
                if (place.Holders == 0 && now - place.Left >= Lingering)
                {
                    gone.Add(id);
                }
            }

            gone.ForEach(Drop);
        }
    }

    /// <summary>Drops those that were erased, and ends them for whoever listens.</summary>
    public void Close(IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            Task<DirectLineConversation?>? loading;
            lock (_lock)
            {
                // Perhaps still on its way: then it was read just before it was erased.
                loading = _places.GetValueOrDefault(id)?.Loading;
                Drop(id);
            }

            if (loading is not null)
                _ = CloseAsync(loading);
        }
    }

    private void Drop(string id)
    {
        if (_places.Remove(id, out var place) && place.Holders == 0)
            _lingering--;
    }

    private static async Task CloseAsync(Task<DirectLineConversation?> loading)
    {
        try
        {
            (await loading)?.Close();
        }
        catch (ConversationsUnavailableException)
        {
            // It was never read, so nobody listens to it.
        }
    }

    /// <summary>Where one conversation is, or comes to be.</summary>
    internal sealed class Place(Task<DirectLineConversation?> loading)
    {
        public Task<DirectLineConversation?> Loading { get; set; } = loading;

        public Task<(DirectLineConversation? Conversation, bool IsFull)>? Creating { get; set; }

        public int Holders { get; set; }

        public DateTimeOffset Left { get; set; }

        /// <summary>The conversation, null while it is not read or where there is none.</summary>
        public DirectLineConversation? Conversation => Loading.IsCompletedSuccessfully ? Loading.GetAwaiter().GetResult() : null;
    }
}
