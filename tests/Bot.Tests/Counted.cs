using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace HipFaqBot.Bot.Tests;

/// <summary>What one counter of the bot counts while a test runs: "tag=value … count".</summary>
internal sealed class Counted : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _all = new();

    public Counted(string counter)
    {
        _listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == "HipFaqBot.Bot" && instrument.Name == counter)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            _all.Enqueue(string.Join(' ', [.. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"), count])));
        _listener.Start();
    }

    public IReadOnlyList<string> All => [.. _all];

    public void Dispose() => _listener.Dispose();
}
