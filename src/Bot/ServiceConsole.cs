using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace HipFaqBot.Bot;

/// <summary>The console's log without the host's two stack traces for an address that is taken: <see cref="Startup.ServeAsync"/> says that in one line.</summary>
[ProviderAlias("Console")]
internal sealed class ServiceConsole(ConsoleLoggerProvider console) : ILoggerProvider, ISupportExternalScope
{
    /// <summary>Takes the place of the console that the builder has.</summary>
    public static void Use(WebApplicationBuilder builder)
    {
        builder.Services.RemoveAll<ILoggerProvider>();
        builder.Services.AddSingleton<ConsoleLoggerProvider>();
        builder.Services.AddSingleton<ILoggerProvider, ServiceConsole>();
    }

    /// <summary>Whether the service could not start because another program listens where it is to.</summary>
    public static bool IsAddressTaken(Exception? exception) => exception is IOException { InnerException: AddressInUseException };

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Log(console.CreateLogger(categoryName));

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => console.SetScopeProvider(scopeProvider);

    /// <inheritdoc/>
    public void Dispose() => console.Dispose();

    private sealed class Log(ILogger log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsAddressTaken(exception))
            {
                log.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
