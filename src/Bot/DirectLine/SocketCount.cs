using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>How many sockets are open in all conversations together, and that they do not get too many.</summary>
internal sealed class SocketCount(IOptions<DirectLineOptions> options)
{
    private int _open;

    /// <summary>How many are open.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Takes a place; false when there is none. Who took one must leave it.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _open) <= options.Value.MaximumOpenSockets)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _open);
}
