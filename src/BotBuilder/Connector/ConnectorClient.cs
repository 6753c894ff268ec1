using System.Diagnostics;
using HipFaqBot.BotBuilder.Schema;
using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder.Connector;

/// <summary>
/// The connector at one service URL, for one turn. It resends only what was certainly not taken. The turn waits for that
/// until its time for sends is spent; then the request goes on without it, and what is said later in that conversation stays
/// behind. What may have been taken is reported and counted, never sent twice.
/// </summary>
internal sealed class ConnectorClient(Uri serviceUrl, ConnectorWire wire, Outbox outbox, ILogger logger) : IConnectorClient
{
    private readonly DeliveryPolicy _policy = outbox.Policy;

    // Ticks: a sign of typing may go out beside an answer.
    private long _spent;

    public Uri BaseUri { get; set; } = serviceUrl;

    public IConversations Conversations => field ??= new Conversations(this);

    public async Task<T?> SendAsync<T>(ConnectorRequest request, CancellationToken cancellationToken)
        where T : class
    {
        var began = _policy.Time.GetTimestamp();
        var left = _policy.TurnBudget - TimeSpan.FromTicks(Interlocked.Read(ref _spent));
        try
        {
            var sending = new Sending<T>(this, request, BaseUri, began);
            var attempt = request.Speaks
                ? await SpeakAsync(sending, left, cancellationToken)
                : await sending.UntilTakenAsync(left, cancellationToken);
            return attempt.Failure is { } failure ? throw failure : attempt.Answer as T;
        }
        finally
        {
            Interlocked.Add(ref _spent, _policy.Time.GetElapsedTime(began).Ticks);
        }
    }

    public void Dispose()
    {
        // Connections and lines are the process's.
    }

    private async Task<Attempt> SpeakAsync<T>(Sending<T> sending, TimeSpan left, CancellationToken cancellationToken)
        where T : class
    {
        Attempt? first = null;
        if (left > TimeSpan.Zero && !outbox.IsWaiting(sending.Line))
        {
            first = await sending.OnceAsync(left, cancellationToken);
            if (first.Fate != Fate.NotTaken) return sending.Reported(first);
        }

        // A sign of typing is of no use later, and not worth a failed turn.
        if (sending.IsTyping)
        {
            if (first is not null) sending.Reported(first);
            return new Attempt(Fate.Taken);
        }

        if (outbox.Join(sending.Line, sending.Waiting(first)) is not { } outcome)
            return sending.Reported(first ?? Attempt.NotTaken("Too much waits for the connector."));
        try
        {
            left -= _policy.Time.GetElapsedTime(sending.Began);
            return await outcome.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _policy.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It goes on without the turn, which learns no id.
            Deliveries.Deferred.Add(1);
            return new Attempt(Fate.Taken);
        }
    }

    private void Report(ConnectorRequest request, Attempt attempt)
    {
        var outcome = attempt.Fate switch { Fate.NotTaken => "not-taken", Fate.Refused => "refused", _ => "unknown" };
        Deliveries.Failed.Add(1, new TagList { { "outcome", outcome } });
        Log.DeliveryFailed(logger, request.Method.Method, BaseUri.Host, request.Path, (int?)attempt.Failure?.StatusCode, outcome);
    }

    /// <summary>One request on its way: where to, and since when.</summary>
    private sealed class Sending<T>(ConnectorClient client, ConnectorRequest request, Uri address, long began)
        where T : class
    {
        private readonly byte[]? _body = request.Body is null ? null : ActivityJson.SerializeToUtf8Bytes(request.Body);
        private readonly DeliveryPolicy _policy = client._policy;

        public long Began => began;

        public string Line => $"{address.Authority}\n{request.ConversationId}";

        public bool IsTyping => request.Body is IActivity { Type: ActivityTypes.Typing };

        public async ValueTask<Attempt> OnceAsync(TimeSpan left, CancellationToken cancellationToken)
        {
            using var deadline = new CancellationTokenSource(left, _policy.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            return await TryAsync(either.Token, cancellationToken);
        }

        /// <summary>What nothing waits behind is sent again here, as long as the turn has time.</summary>
        public async Task<Attempt> UntilTakenAsync(TimeSpan left, CancellationToken cancellationToken)
        {
            if (left <= TimeSpan.Zero) return Reported(Attempt.NotTaken("The turn's time for sending was spent."));
            var resend = 0;
            return Reported(await client.Hosts.SendUntilTakenAsync(
                async token =>
                {
                    var attempt = await OnceAsync(Left(), token);
                    return attempt.Fate == Fate.NotTaken
                        ? attempt with { Pause = _policy.PauseBefore(resend++, attempt.Asked, Left()) }
                        : attempt;
                },
                cancellationToken));

            TimeSpan Left() => left - _policy.Time.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }

        /// <summary>The request as it waits in line.</summary>
        public Waiting Waiting(Attempt? before) =>
            new(deadline => TryAsync(deadline, CancellationToken.None), attempt => client.Report(request, attempt))
            {
                Size = _body?.Length ?? 0,
                Began = began,
                Before = before,
            };

        public Attempt Reported(Attempt attempt)
        {
            if (attempt.Failure is not null) client.Report(request, attempt);
            return attempt;
        }

        private ValueTask<Attempt> TryAsync(CancellationToken deadline, CancellationToken callers) => client.Hosts.SendAsync(
            address, token => client.Wire.SendAsync<T>(address, request, _body, token, callers), deadline);
    }

    private ServiceHosts Hosts => outbox.Hosts;

    private ConnectorWire Wire => wire;
}
