using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Migochat.Benchmarks.Load;

/// <summary>One keep-alive connection: a request in one write, its whole answer, then the next request.</summary>
public sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _received = new byte[16 * 1024];

    /// <summary>Connects to a server on loopback.</summary>
    public async Task ConnectAsync(int port) => await _socket.ConnectAsync(IPAddress.Loopback, port);

    /// <summary>Sends requests from the cursor until the tally's deadline or the pool's end, and records each answer.</summary>
    /// <exception cref="IOException">The server closed the connection.</exception>
    public async Task DriveAsync(RequestCursor cursor, LoadTally tally)
    {
        while (!tally.IsOver && cursor.TryTake(out var request))
        {
            var started = Stopwatch.GetTimestamp();
            var status = await ExchangeAsync(request);
            tally.Record(new LoadAnswer(started, Stopwatch.GetTimestamp()), status);
        }
    }

    /// <summary>Sends one request and returns the status of its answer.</summary>
    /// <exception cref="IOException">The server closed the connection.</exception>
    /// <exception cref="SocketException">The server is gone.</exception>
    public async ValueTask<int> ExchangeAsync(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await _socket.SendAsync(request[sent..]);

        var length = 0;
        int status;
        do
        {
            var read = await _socket.ReceiveAsync(_received.AsMemory(length));
            if (read == 0)
                throw new IOException("The server closed the connection, or its answer exceeds 16 KiB.");

            length += read;
            status = HttpAnswer.Status(_received.AsSpan(0, length));
        }
        while (status == 0);

        return status;
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();
}
