namespace HipFaqBot.Search;

/// <summary>Something that is made on another thread while this one goes on, so that a start uses every core.</summary>
internal static class Ahead
{
    /// <summary>Begins to make it. Its value is waited for where it is asked for, and throws there what making it threw.</summary>
    public static Lazy<T> Make<T>(Func<T> make)
    {
        var made = new Lazy<T>(make);
        _ = Task.Run(() => made.Value);
        return made;
    }
}
