using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Migochat.Benchmarks.SlowBodies;

/// <summary>Connections that send a body of 4 MiB but for its last byte, under a signature that is well formed and wrong, and then fall silent.</summary>
public sealed class Strangers : IAsyncDisposable
{
    private const int Length = 4 * 1024 * 1024;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly byte[] s_request = Request();

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    /// <summary>Returns once each of them has sent its first body.</summary>
    public static async Task<Strangers> BeginAsync(int port, int count)
    {
        var strangers = new Strangers();
        List<TaskCompletionSource> silent = [.. Enumerable.Range(0, count).Select(_ => new TaskCompletionSource())];
        strangers._running.AddRange(silent.Select(first => strangers.RunAsync(port, first)));
        await Task.WhenAll(silent.Select(first => first.Task));
        return strangers;
    }

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        _stop.Dispose();
    }

    private async Task RunAsync(int port, TaskCompletionSource first)
    {
        try
        {
            while (true)
            {
                await HoldAsync(port, first);
                await Task.Delay(s_pause, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The measuring is over.
            first.TrySetResult();
        }
    }

    private async Task HoldAsync(int port, TaskCompletionSource first)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
            for (var sent = 0; sent < s_request.Length;)
                sent += await socket.SendAsync(s_request.AsMemory(sent), _stop.Token);
            first.TrySetResult();
            var received = new byte[1024];
            while (await socket.ReceiveAsync(received, _stop.Token) > 0)
                continue;
        }
        catch (SocketException)
        {
            // The server ended the body before all of it was sent.
            first.TrySetResult();
        }
    }

    private static byte[] Request()
    {
        var head = string.Create(CultureInfo.InvariantCulture,
            $"POST /api/webhooks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {Length}\r\nX-Hub-Signature-256: sha256={new string('0', 64)}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. new byte[Length - 1]];
    }
}
