using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using HipFaqBot.Bot.DirectLine.Storage;

namespace HipFaqBot.Bot.DirectLine;

/// <summary>
/// One open socket. It holds no queue of its own: it remembers how far in the log it is and reads on whenever the bell rings, so a slow
/// socket costs no memory. One that does not take a frame in time is dropped; its client comes back with a watermark.
/// </summary>
internal sealed class StreamSocket
{
    private const int FrameActivities = 100;
    private const int LargestIncomingMessage = 1024;
    private static readonly TimeSpan ClosingHandshake = TimeSpan.FromSeconds(2);

    private readonly WebSocket _socket;
    private readonly DirectLineConversation _conversation;
    private readonly DirectLineOptions _options;
    private readonly TimeProvider _timeProvider;
    // One ring is enough: whoever hears it reads all there is. False is the clock, which rings in silence, too.
    private readonly Channel<bool> _bell =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private (WebSocketCloseStatus Status, string Reason) _goodbye = (WebSocketCloseStatus.NormalClosure, "");
    private volatile bool _isEnding;
    private long _position;
    private byte[]? _shownTyping;

    public StreamSocket(
        WebSocket socket, DirectLineConversation conversation, long watermark, DirectLineOptions options, TimeProvider timeProvider)
    {
        _socket = socket;
        _conversation = conversation;
        _position = watermark;
        _options = options;
        _timeProvider = timeProvider;
    }

    /// <summary>The number of the last activity that it has read.</summary>
    public long Position => Interlocked.Read(ref _position);

    /// <summary>Says that there may be something to send.</summary>
    public void Ring() => _bell.Writer.TryWrite(true);

    /// <summary>Makes room for a newer socket of the same conversation.</summary>
    public void GiveWay() => End(WebSocketCloseStatus.NormalClosure, "collision");

    /// <summary>Says that there is nothing to listen to any more.</summary>
    public void SayErased() => End(WebSocketCloseStatus.NormalClosure, "The conversation was erased.");

    /// <summary>Serves the socket until the client leaves, is too slow, or the service stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        // One from the future would wait for numbers that others are given first.
        _position = Math.Min(_position, _conversation.Log.Kept);
        _conversation.Attach(this);
        using var onStop = stopping.Register(() => End(WebSocketCloseStatus.EndpointUnavailable, "The service is restarting."));
        using var keepAlive = _timeProvider.CreateTimer(_ => _bell.Writer.TryWrite(false), null, _options.KeepAlive, _options.KeepAlive);
        try
        {
            var receiving = ReceiveAsync();
            await SendUntilEndAsync();
            await CloseAsync(receiving);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The client went away without a word, or too slowly. It resumes by watermark.
            _socket.Abort();
        }
        finally
        {
            _conversation.Detach(this);
        }
    }

    private async Task SendUntilEndAsync()
    {
        try
        {
            await SendAsync();
        }
        catch (ConversationsUnavailableException)
        {
            // The client comes back in some seconds with its watermark.
            End(WebSocketCloseStatus.InternalServerError, "The service is busy.");
        }
    }

    private async Task SendAsync()
    {
        while (!_isEnding)
        {
            if (await SendNewsAsync())
                continue;
            // Waits without a token, which costs nothing: whoever ends the socket ends the bell.
            if (!await _bell.Reader.WaitToReadAsync(CancellationToken.None))
                break;
            _bell.Reader.TryRead(out var rung);
            // Whoever holds a token comes back at once; an address that was stolen is of no use for longer than a token.
            if (_conversation.IsListeningOver)
                End(WebSocketCloseStatus.PolicyViolation, "The token has expired.");
            else if (!rung && !await SendNewsAsync())
                await SendFrameAsync(ReadOnlyMemory<byte>.Empty);
        }
    }

    // A frame always has at least one activity: one without the member kills the client's stream for good.
    private async Task<bool> SendNewsAsync()
    {
        var page = await _conversation.Log.ReadAfterAsync(_position, FrameActivities);
        if (page.Activities.Count > 0)
        {
            Interlocked.Exchange(ref _position, page.Watermark);
            _shownTyping = null;
            _conversation.NoteRead();
            await SendFrameAsync(ActivityWire.Set(page));
            return true;
        }

        // Typing that an answer has overtaken is stale: the client would show it for five seconds after the answer.
        if (_conversation.Typing is { } typing && typing.After == page.Watermark && !ReferenceEquals(typing.Activity, _shownTyping))
        {
            _shownTyping = typing.Activity;
            await SendFrameAsync(ActivityWire.Set(new LogPage([typing.Activity], page.Watermark)));
            return true;
        }

        return false;
    }

    private async Task SendFrameAsync(ReadOnlyMemory<byte> frame)
    {
        using var limit = new CancellationTokenSource(_options.SendLimit, _timeProvider);
        await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, limit.Token);
    }

    // Clients send empty frames to see whether the socket lives. Nothing else is expected, and nothing is looked at.
    private async Task ReceiveAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LargestIncomingMessage);
        try
        {
            var length = 0;
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    break;
                length += received.Count;
                if (length > LargestIncomingMessage)
                {
                    End(WebSocketCloseStatus.MessageTooBig, "This socket takes no messages.");
                    break;
                }

                if (received.EndOfMessage)
                    length = 0;
            }
        }
        catch (WebSocketException)
        {
            // Gone; the sender finds out through the token below.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            End(WebSocketCloseStatus.NormalClosure, "");
        }
    }

    private async Task CloseAsync(Task receiving)
    {
        using var limit = new CancellationTokenSource(ClosingHandshake, _timeProvider);
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await _socket.CloseOutputAsync(_goodbye.Status, _goodbye.Reason, limit.Token);
        await receiving.WaitAsync(limit.Token);
    }

    private void End(WebSocketCloseStatus status, string reason)
    {
        if (_isEnding)
            return;
        _goodbye = (status, reason);
        _isEnding = true;
        _bell.Writer.TryComplete();
    }
}
