using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.Search.Tests.Matching;

/// <summary>Keeps what is logged.</summary>
internal sealed class CollectingLogger<T> : ILogger<T>
{
    public ConcurrentQueue<(LogLevel Level, string Name, string Text)> Lines { get; } = new();

    public int Count(string name) => Lines.Count(line => line.Name == name);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((logLevel, eventId.Name ?? "", formatter(state, exception)));
}
