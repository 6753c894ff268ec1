using System.Collections.Concurrent;
using System.Globalization;
using System.Net;

namespace HipFaqBot.BotBuilder.Tests.Fuzz;

/// <summary>
/// What a fuzzer's run has seen, and the network that takes everything and goes nowhere. <c>HIPFAQ_FUZZ</c> says how many bodies (3,000),
/// and <c>HIPFAQ_FUZZ_FROM</c> from which number on (1): a number that failed can be run alone.
/// </summary>
internal sealed class FuzzRun : IDisposable
{
    private readonly ConcurrentDictionary<int, int> _statuses = [];
    private readonly ConcurrentQueue<string> _offences = [];
    private readonly Network _network = new();

    public FuzzRun() => Client = new HttpClient(_network);

    public int From { get; } = Setting("HIPFAQ_FUZZ_FROM", 1);

    public int Count { get; } = Setting("HIPFAQ_FUZZ", 3000);

    /// <summary>Through it goes all that the bot sends.</summary>
    public HttpClient Client { get; }

    /// <summary>How the body of a number was answered.</summary>
    public void Answered(int number, int status)
    {
        _statuses.AddOrUpdate(status, 1, (_, seen) => seen + 1);
        if (status is >= 500 and not (int)HttpStatusCode.NotImplemented)
        {
            Offended(number, $"{status}");
        }
    }

    public void Offended(int number, string how) => _offences.Enqueue($"{number}: {how}");

    /// <summary>Nothing offended, nothing was posted beyond this machine, and enough came through the door.</summary>
    /// <param name="logs">Said beside the offences.</param>
    public void AssertHeld(string logs = "")
    {
        Assert.True(_offences.IsEmpty, $"{_offences.Count} offences:\n{string.Join('\n', _offences.Take(20))}\n{logs}");
        Assert.Equal([], _network.Hosts.Keys.Where(host => !new Uri($"http://{host}/").IsLoopback));

        // A fuzzer whose bodies are all refused at the door shows nothing.
        Assert.True(_statuses.GetValueOrDefault(200) > Count / 5, string.Join(", ", _statuses));
        Assert.True(_statuses.GetValueOrDefault(400) > Count / 20 && _network.Hosts.Values.Sum() > Count / 20, string.Join(", ", _statuses));
        Console.WriteLine($"{Count} activities: {string.Join(", ", _statuses.OrderBy(each => each.Key).Select(each => $"{each.Value} × {each.Key}"))}; {_network.Hosts.Values.Sum()} posts");
    }

    public void Dispose()
    {
        Client.Dispose();
        _network.Dispose();
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Takes the network's place: remembers whom it was to send to, and takes everything.</summary>
    private sealed class Network : HttpMessageHandler
    {
        public ConcurrentDictionary<string, int> Hosts { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Hosts.AddOrUpdate(request.RequestUri!.Host, 1, (_, seen) => seen + 1);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"id":"r1"}""") });
        }
    }
}
