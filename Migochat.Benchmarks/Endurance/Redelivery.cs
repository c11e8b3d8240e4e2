using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Endurance;

/// <summary>Sends the deliveries of a load as Meta does: each until it is answered 200. Those that were not are sent again first.</summary>
/// <param name="perSecond">How many are sent in a second, if the server keeps up; null: as many as it takes.</param>
public sealed class Redelivery(MixedLoad load, int? perSecond)
{
    private static readonly TimeSpan s_afterRefusal = TimeSpan.FromMilliseconds(20);
    private static readonly byte[] s_secret = Encoding.UTF8.GetBytes(ProductServer.Secret);

    private readonly ConcurrentQueue<int> _again = new();
    private readonly ConcurrentDictionary<int, int> _refusals = new();
    private ConcurrentQueue<LoadAnswer> _answers = new();
    private int _taken;
    private int _turn;
    private long _started;

    /// <summary>How many deliveries have been sent at least once: those of the numbers 0 up to this.</summary>
    public int Sent => _taken;

    /// <summary>The numbers of deliveries that were sent and not answered 200. To be read while nothing is sent.</summary>
    public IReadOnlySet<int> Unanswered => _again.ToHashSet();

    /// <summary>Answers other than 200, by status.</summary>
    public IReadOnlyDictionary<int, int> Refusals => _refusals;

    /// <summary>The answers since the last call, whatever the status.</summary>
    public IReadOnlyCollection<LoadAnswer> TakeAnswers() => Interlocked.Exchange(ref _answers, new ConcurrentQueue<LoadAnswer>());

    /// <summary>Sends over that many connections until it is stopped or the server is gone.</summary>
    public async Task RunAsync(int port, int connections, CancellationToken stop)
    {
        (_turn, _started) = (0, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => DriveAsync(port, stop)));
    }

    private async Task DriveAsync(int port, CancellationToken stop)
    {
        using var connection = new LoadConnection();
        try
        {
            await connection.ConnectAsync(port);
            while (!stop.IsCancellationRequested)
            {
                await WaitForTurnAsync();
                if (!await SendAsync(connection))
                    await Task.Delay(s_afterRefusal, CancellationToken.None);
            }
        }
        catch (Exception gone) when (gone is SocketException or IOException)
        {
            // The server was killed, or the connection closed: unanswered deliveries are in the queue again.
        }
    }

    private async ValueTask WaitForTurnAsync()
    {
        if (perSecond is not { } pace)
            return;

        var wait = TimeSpan.FromSeconds((double)Interlocked.Increment(ref _turn) / pace) - Stopwatch.GetElapsedTime(_started);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait);
    }

    private async Task<bool> SendAsync(LoadConnection connection)
    {
        var number = _again.TryDequeue(out var unanswered) ? unanswered : Interlocked.Increment(ref _taken) - 1;
        var request = SignedRequest.Of(Encoding.ASCII.GetBytes(load.At(number).Body), s_secret);
        var isStored = false;
        try
        {
            var started = Stopwatch.GetTimestamp();
            var status = await connection.ExchangeAsync(request);
            _answers.Enqueue(new LoadAnswer(started, Stopwatch.GetTimestamp()));
            isStored = status == 200;
            if (!isStored)
                _refusals.AddOrUpdate(status, 1, (_, count) => count + 1);
        }
        finally
        {
            if (!isStored)
                _again.Enqueue(number);
        }

        return isStored;
    }
}
