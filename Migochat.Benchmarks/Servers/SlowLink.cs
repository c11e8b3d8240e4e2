using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Migochat.Benchmarks.Servers;

/// <summary>
/// A port of this machine that passes on to a server, whose answers arrive later by a fixed time. So each round trip takes that much
/// longer, as if the server were further away.
/// </summary>
public sealed class SlowLink : IDisposable
{
    private const int LargestRead = 65_536;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly string _host;
    private readonly int _port;
    private readonly TimeSpan _delay;

    /// <param name="host">The server's.</param>
    /// <param name="port">The server's.</param>
    /// <param name="delay">What an answer is late.</param>
    public SlowLink(string host, int port, TimeSpan delay)
    {
        (_host, _port, _delay) = (host, port, delay);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Of this machine's loopback address.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <inheritdoc />
    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var end = _end.Token;
        while (!end.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(end);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                return;
            }

            _ = PassOnAsync(client, end);
        }
    }

    private async Task PassOnAsync(TcpClient client, CancellationToken end)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(_host, _port, end);
            (client.NoDelay, server.NoDelay) = (true, true);
            var (near, far) = (client.GetStream(), server.GetStream());
            // The end of either direction ends the connection.
            await Task.WhenAny(near.CopyToAsync(far, end), CopyLateAsync(far, near, end));
        }
    }

    private async Task CopyLateAsync(NetworkStream from, NetworkStream to, CancellationToken end)
    {
        var late = Channel.CreateUnbounded<(DateTimeOffset Due, byte[] Bytes)>();
        var sending = SendAsync(late.Reader, to, end);
        var buffer = new byte[LargestRead];
        while (await from.ReadAsync(buffer, end) is var count and > 0)
            late.Writer.TryWrite((TimeProvider.System.GetUtcNow() + _delay, buffer[..count]));
        late.Writer.Complete();
        await sending;
    }

    private static async Task SendAsync(ChannelReader<(DateTimeOffset Due, byte[] Bytes)> late, NetworkStream to, CancellationToken end)
    {
        await foreach (var (due, bytes) in late.ReadAllAsync(end))
        {
            var rest = due - TimeProvider.System.GetUtcNow();
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, end);
            await to.WriteAsync(bytes, end);
        }
    }
}
