namespace HipFaqBot.Bench.Sockets;

/// <summary>Times of answers, of all and of the current stretch.</summary>
internal sealed class Latencies
{
    private readonly Lock _lock = new();
    private readonly List<double> _all = [];
    private int _stretch;

    public int Count
    {
        get
        {
            lock (_lock)
                return _all.Count;
        }
    }

    public void Add(TimeSpan latency)
    {
        lock (_lock)
            _all.Add(latency.TotalMilliseconds);
    }

    /// <summary>Milliseconds below which this share of all answers came.</summary>
    public double Percentile(double share)
    {
        lock (_lock)
            return Percentile(_all.Order().ToList(), share);
    }

    /// <summary>How many answers took longer.</summary>
    public int Above(double milliseconds)
    {
        lock (_lock)
            return _all.Count(one => one > milliseconds);
    }

    /// <summary>Median and 99th percentile of what came since this was asked last, in milliseconds.</summary>
    public (double P50, double P99) TakeStretch()
    {
        lock (_lock)
        {
            var newest = _all.Skip(_stretch).Order().ToList();
            _stretch = _all.Count;
            return (Percentile(newest, 0.50), Percentile(newest, 0.99));
        }
    }

    private static double Percentile(List<double> ordered, double share) =>
        ordered.Count == 0 ? double.NaN : ordered[Math.Min(ordered.Count - 1, (int)Math.Ceiling(share * ordered.Count) - 1)];
}
