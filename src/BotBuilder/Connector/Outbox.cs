using Microsoft.Extensions.Logging;

namespace HipFaqBot.BotBuilder.Connector;

/// <summary>
/// What the connector has not taken yet: one line for each conversation, so that what is said later stays behind. A request
/// waits until it is taken, refused or too old; when the process ends, the lines are given a moment to empty.
/// </summary>
internal sealed class Outbox(DeliveryPolicy policy, ILogger logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = [];
    private readonly CancellationTokenSource _stop = new();
    private int _count;
    private long _size;
    private bool _ended;

    public DeliveryPolicy Policy => policy;

    public ServiceHosts Hosts { get; } = new(policy);

    /// <summary>How many requests wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    /// <summary>True if something waits in that line.</summary>
    public bool IsWaiting(string line)
    {
        lock (_gate) return _lines.ContainsKey(line);
    }

    /// <summary>Puts a request at the end of a line; its outcome, or null if there is no room.</summary>
    public Task<Attempt>? Join(string line, Waiting request)
    {
        lock (_gate)
        {
            if (_ended || _count >= policy.MaxWaiting || _size + request.Size > policy.MaxWaitingSize) return null;
            _count++;
            _size += request.Size;
            if (_lines.TryGetValue(line, out var waiting))
            {
                waiting.Requests.Enqueue(request);
            }
            else
            {
                _lines[line] = waiting = new Line();
                waiting.Requests.Enqueue(request);
                waiting.Work = Task.Run(() => WorkAsync(line, waiting));
            }

            return request.Outcome;
        }
    }

    /// <summary>Takes nothing more, and waits a moment for what is in line.</summary>
    public async ValueTask DisposeAsync()
    {
        Task work;
        lock (_gate)
        {
            if (_ended) return;
            _ended = true;
            if (_count > 0) Log.OutboxDrains(logger, _count);
            work = Task.WhenAll(_lines.Values.Select(line => line.Work));
        }

        try
        {
            await work.WaitAsync(policy.DrainTime, policy.Time);
        }
        catch (TimeoutException)
        {
            // What is left is given up, one by one and with a word.
            await _stop.CancelAsync();
            await work;
        }
    }

    private async Task WorkAsync(string name, Line line)
    {
        while (true)
        {
            Waiting next;
            lock (_gate)
            {
                if (line.Requests.Count == 0)
                {
                    _lines.Remove(name);
                    return;
                }

                next = line.Requests.Peek();
            }

            var outcome = await next.DeliverAsync(Hosts, policy, _stop.Token);
            lock (_gate)
            {
                line.Requests.Dequeue();
                _count--;
                _size -= next.Size;
            }

            next.End(outcome);
        }
    }

    private sealed class Line
    {
        public Queue<Waiting> Requests { get; } = [];

        public Task Work { get; set; } = Task.CompletedTask;
    }
}
