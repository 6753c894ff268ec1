using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HipFaqBot.Bench;

/// <summary>What a load measured.</summary>
internal sealed record LoadResult(long Requests, double Rate, TimeSpan Median, TimeSpan Percentile99);

/// <summary>
/// Questions over kept connections, each connection one conversation that asks again when it was answered. On plain sockets,
/// because it shares the processors with the server.
/// </summary>
internal static class Load
{
    private static readonly string[] Questions =
    [
        "How long does hip physical therapy take?", "can i sleep on my side", "should i keep walking or rest when my hip hurts",
        "what exercises help", "heat or ice", "how many weeks until i can drive", "is swimming good for hip arthritis", "which cushion for sitting",
    ];

    public static async Task<LoadResult> RunAsync(IPEndPoint address, int connections, TimeSpan duration)
    {
        var began = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, connections).Select(number => Task.Run(() => AskAsync(address, number, began, duration))));
        var all = times.SelectMany(each => each).Order().ToArray();
        var elapsed = Stopwatch.GetElapsedTime(began);
        return new LoadResult(all.Length, all.Length / elapsed.TotalSeconds, At(0.5), At(0.99));

        TimeSpan At(double part) => Stopwatch.GetElapsedTime(0, all[(int)((all.Length - 1) * part)]);
    }

    /// <summary>True if the server listens and has answered one question with 200.</summary>
    public static async Task<bool> AnswersAsync(IPEndPoint address)
    {
        try
        {
            using var connection = new Connection(address);
            await connection.AskAsync(Request(0, "How long does hip physical therapy take?"));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<List<long>> AskAsync(IPEndPoint address, int number, long began, TimeSpan duration)
    {
        using var connection = new Connection(address);
        var requests = Questions.Select(question => Request(number, question)).ToArray();
        var times = new List<long>(100_000);
        for (var question = 0L; Stopwatch.GetElapsedTime(began) < duration; question++)
        {
            // Each message is a new one, or the bot would know it again.
            var request = requests[question % requests.Length];
            Id(request.AsSpan(), question);
            var asked = Stopwatch.GetTimestamp();
            await connection.AskAsync(request);
            times.Add(Stopwatch.GetTimestamp() - asked);
        }

        return times;
    }

    private static byte[] Request(int conversation, string text)
    {
        var body = $$"""
            {"type":"message","id":"{{Guid.NewGuid():N}}-0000000000","timestamp":"2026-11-23T07:24:50.3269155Z","channelId":"test","serviceUrl":"http://127.0.0.1:9/","from":{"id":"u{{conversation}}","name":"User"},"recipient":{"id":"b1","name":"Bot"},"conversation":{"id":"c{{conversation}}-{{Guid.NewGuid():N}}"},"locale":"en-US","text":"{{text}}","textFormat":"plain","deliveryMode":"expectReplies"}
            """;
        return Encoding.ASCII.GetBytes($"POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private static void Id(Span<byte> request, long number)
    {
        var place = request.IndexOf("-0000000000\""u8) is var first && first >= 0 ? first : request.IndexOf("\",\"timestamp\""u8) - 11;
        number.TryFormat(request.Slice(place + 1, 10), out _, "D10", CultureInfo.InvariantCulture);
    }

    private sealed class Connection : IDisposable
    {
        private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] _buffer = new byte[256 * 1024];

        public Connection(IPEndPoint address) => _socket.Connect(address);

        public async ValueTask AskAsync(byte[] request)
        {
            await _socket.SendAsync(request);
            for (var (read, length) = (0, -1); read != length;)
            {
                var received = await _socket.ReceiveAsync(_buffer.AsMemory(read));
                if (received == 0) throw new InvalidOperationException("The server hung up.");
                read += received;
                if (length < 0) length = Length(_buffer.AsSpan(0, read));
            }
        }

        public void Dispose() => _socket.Dispose();

        // Of the whole response; -1 until its head is there.
        private static int Length(ReadOnlySpan<byte> response)
        {
            var head = response.IndexOf("\r\n\r\n"u8);
            if (head < 0) return -1;
            if (!response.StartsWith("HTTP/1.1 200 "u8)) throw new InvalidOperationException(Encoding.ASCII.GetString(response[..head]));
            var name = "Content-Length: "u8;
            var value = response[(response.IndexOf(name) + name.Length)..];
            return head + 4 + int.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
        }
    }
}
