using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Migochat.Tests.Settings;

/// <summary>A proxy that knows one way: whatever host is asked for, the bytes go to a port of this machine.</summary>
internal sealed class Tunnel : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public Tunnel(int port)
    {
        _listener.Start();
        Accepting = AcceptAsync(port);
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    private Task Accepting { get; }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync(int port)
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync(), port);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private static async Task CarryAsync(TcpClient client, int port)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            var stream = near.GetStream();
            await ReadHeadAsync(stream);
            await far.ConnectAsync(IPAddress.Loopback, port);
            await stream.WriteAsync("HTTP/1.1 200 Connected\r\n\r\n"u8.ToArray());
            await Task.WhenAny(stream.CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(stream));
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // One end is gone, and so the other goes.
        }
    }

    private static async Task ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(next);
            head.Append((char)next[0]);
        }
    }
}
