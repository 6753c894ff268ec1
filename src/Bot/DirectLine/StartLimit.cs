using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// Counts new conversations of each address in an hour. The table itself is bounded: when very many addresses start conversations within
/// one hour, the newcomers among them share one count.
/// </summary>
internal sealed class StartLimit(IOptions<DirectLineOptions> options, TimeProvider timeProvider)
{
    private const int MostAddresses = 50_000;

    // Of all addresses that have no count of their own.
    private const int SharedFactor = 10;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _counts = [];
    private DateTimeOffset _began = timeProvider.GetUtcNow();

    /// <summary>Counts one; false when the address has had all of this hour.</summary>
    public bool TryCount(HttpRequest request)
    {
        var address = NetworkOf(request.HttpContext.Connection.RemoteIpAddress);
        lock (_lock)
        {
            var now = timeProvider.GetUtcNow();
            if (now - _began >= Window)
            {
                _counts.Clear();
                _began = now;
            }

            var isShared = _counts.Count >= MostAddresses && !_counts.ContainsKey(address);
            if (isShared)
                address = IPAddress.None;
            var count = _counts.GetValueOrDefault(address);
            if (count >= options.Value.MaximumStartsPerHour * (isShared ? SharedFactor : 1))
                return false;
            _counts[address] = count + 1;
            return true;
        }
    }

    // Whoever has one IPv6 address has a whole /64 of them.
    private static IPAddress NetworkOf(IPAddress? address)
    {
        if (address is null)
            return IPAddress.Any;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
