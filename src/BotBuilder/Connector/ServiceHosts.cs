using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace HipFaqBot.BotBuilder.Connector;

/// <summary>
/// Requests to service hosts: a host that fails most of what it is sent is left alone for a while. What is not sent then was
/// certainly not taken.
/// </summary>
internal sealed class ServiceHosts
{
    // Hosts are Microsoft's or the operator's, but on a developer's machine each port is one.
    private const int MaxHosts = 256;

    private readonly DeliveryPolicy _policy;
    private readonly ResiliencePipeline<Attempt> _again;
    private readonly ConcurrentDictionary<string, ResiliencePipeline<Attempt>> _circuits = new(StringComparer.OrdinalIgnoreCase);

    public ServiceHosts(DeliveryPolicy policy)
    {
        _policy = policy;

        // How often and for how long is said by each attempt's pause.
        _again = new ResiliencePipelineBuilder<Attempt> { TimeProvider = policy.Time }
            .AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result?.Pause is not null),
                DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.Pause),
            })
            .Build();
    }

    /// <summary>Sends once.</summary>
    public async ValueTask<Attempt> SendAsync(
        Uri address, Func<CancellationToken, ValueTask<Attempt>> send, CancellationToken cancellationToken)
    {
        if (_circuits.Count >= MaxHosts) _circuits.Clear();
        try
        {
            return await _circuits.GetOrAdd(address.Authority, _ => NewCircuit()).ExecuteAsync(send, cancellationToken);
        }
        catch (BrokenCircuitException exception)
        {
            return Attempt.NotTaken("The service host failed too often and is left alone for now.", exception) with { Asked = exception.RetryAfter };
        }
    }

    /// <summary>Sends until an attempt asks for no further one.</summary>
    public ValueTask<Attempt> SendUntilTakenAsync(
        Func<CancellationToken, ValueTask<Attempt>> attempt, CancellationToken cancellationToken) =>
        _again.ExecuteAsync(attempt, cancellationToken);

    private ResiliencePipeline<Attempt> NewCircuit() => new ResiliencePipelineBuilder<Attempt> { TimeProvider = _policy.Time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Attempt>
        {
            FailureRatio = 0.5,
            MinimumThroughput = 10,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(5),
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { IsHostDown: true }),
        })
        .Build();
}
