using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;

namespace HipFaqBot.Bot.Tests.DirectLine.Clients;

/// <summary>Microsoft's Direct Line client in Node, and what happened to it so far.</summary>
internal sealed class NodeClient : IAsyncDisposable
{
    public const int Online = 2;
    public const int ExpiredToken = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<JsonElement> _happened = Channel.CreateUnbounded<JsonElement>();
    private readonly List<JsonElement> _activities = [];
    private readonly List<JsonElement> _pending = [];
    private readonly Task<string> _errors;
    private bool _isDisposed;

    private NodeClient(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _ = ReadAsync();
    }

    /// <summary>Every activity that it was given, in order.</summary>
    public IReadOnlyList<JsonElement> Activities => _activities;

    /// <summary>
    /// What was said, in the order of the ids: on a busy machine the client was seen to hand out an answer before the message that it
    /// answers, though frames come in order.
    /// </summary>
    public IEnumerable<string> Texts => TextsOf(_activities);

    /// <summary>The same, each id once, as a window shows it.</summary>
    public IEnumerable<string> TextsById => TextsOf(_activities.DistinctBy(IdOf));

    /// <summary>How often each activity came, by its id.</summary>
    public IEnumerable<int> Times => _activities.GroupBy(IdOf).Select(group => group.Count());

    /// <param name="options">Options of the client's own constructor.</param>
    public static async Task<NodeClient> StartAsync(object options) =>
        new(Process.Start(await RealClients.ScriptAsync("directline.mjs", JsonSerializer.Serialize(options)))!);

    public void Say(string text) => Send(new { say = new { text, client = Guid.NewGuid().ToString() } });

    /// <summary>Says it and waits until the bot has answered.</summary>
    public async Task AskAsync(string text)
    {
        Say(text);
        await HearAsync($"Echo: {text}");
    }

    public void Reconnect(string conversationId, string token, string streamUrl) =>
        Send(new { reconnect = new { conversationId, token, streamUrl } });

    /// <summary>Lets the quarter of an hour pass after which it refreshes its token.</summary>
    public void PassQuarterHour() => Send(new { quarterHour = true });

    /// <summary>What it knows of where it stands.</summary>
    public async Task<(string Watermark, string Token)> WhereAsync()
    {
        Send(new { where = true });
        var where = (await UntilAsync(one => one.TryGetProperty("where", out _))).GetProperty("where");
        return (where.GetProperty("watermark").GetString()!, where.GetProperty("token").GetString()!);
    }

    public Task StatusAsync(int status) => UntilAsync(one => one.TryGetProperty("status", out var now) && now.GetInt32() == status);

    public Task HearAsync(string text) =>
        UntilAsync(one => one.TryGetProperty("activity", out var activity) && activity.GetProperty("text").GetString() == text);

    /// <summary>What its post was told: an id, or "retry".</summary>
    public async Task<string> PostedAsync(string text) =>
        (await UntilAsync(one => one.TryGetProperty("posted", out _) && one.GetProperty("text").GetString() == text)).GetProperty("posted").GetString()!;

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string? IdOf(JsonElement activity) => activity.GetProperty("id").GetString();

    private static IEnumerable<string> TextsOf(IEnumerable<JsonElement> activities) =>
        activities.OrderBy(IdOf, StringComparer.Ordinal).Select(one => one.GetProperty("text").GetString()!);

    private void Send(object order) => _process.StandardInput.WriteLine(JsonSerializer.Serialize(order));

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            _happened.Writer.TryWrite(JsonDocument.Parse(line).RootElement);
        _happened.Writer.TryComplete();
    }

    // What happened before somebody asked for it counts as well, once.
    private async Task<JsonElement> UntilAsync(Predicate<JsonElement> isIt)
    {
        if (_pending.FindIndex(isIt) is >= 0 and var index)
        {
            var found = _pending[index];
            _pending.RemoveAt(index);
            return found;
        }

        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            JsonElement happened;
            try
            {
                happened = await _happened.Reader.ReadAsync(limit.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
            {
                throw new InvalidOperationException(
                    $"It did not happen. Heard: {string.Join(" | ", _activities)}; else: {string.Join(" | ", _pending)}; errors: {(_process.HasExited ? await _errors : "")}");
            }

            if (happened.TryGetProperty("activity", out var activity))
                _activities.Add(activity);
            if (isIt(happened))
                return happened;
            _pending.Add(happened);
        }
    }
}
