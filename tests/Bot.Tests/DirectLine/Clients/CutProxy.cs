using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace HipFaqBot.Bot.Tests.DirectLine.Clients;

/// <summary>A network between client and service that can be cut: all connections break, and no new one is made until it is mended.</summary>
internal sealed class CutProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, byte> _sockets = new();
    private readonly IPEndPoint _service;
    private readonly Task _accepting;
    private volatile bool _isCut;

    public CutProxy(Uri service)
    {
        _service = new IPEndPoint(IPAddress.Loopback, service.Port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void Cut()
    {
        _isCut = true;
        foreach (var socket in _sockets.Keys)
            Break(socket);
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                _sockets[client] = 0;
                if (_isCut)
                    Break(client);
                else
                    _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var service = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _sockets[service] = 0;
        try
        {
            await service.ConnectAsync(_service);
            await Task.WhenAny(PumpAsync(client, service), PumpAsync(service, client));
        }
        catch (SocketException)
        {
            // The service is away.
        }

        Break(client);
        Break(service);
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
                await to.SendAsync(buffer.AsMemory(0, count));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    // With a reset, as a broken line shows itself, not with a polite end.
    private void Break(Socket socket)
    {
        if (_sockets.TryRemove(socket, out _))
            socket.Close(0);
    }
}
