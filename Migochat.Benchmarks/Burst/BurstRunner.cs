using System.Diagnostics;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Burst;

/// <summary>Runs sessions of <c>burst</c>: a fresh process on a fresh copy of a file, warm-up, load with big deliveries beside it, a count of the stored messages.</summary>
public sealed class BurstRunner(LoadOptions options, BigDeliveries big, string folder)
{
    public const string Mixed = "1,000 updates";
    public const string Long = "3 MB";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);
    private static readonly byte[] s_secret = System.Text.Encoding.UTF8.GetBytes(ProductServer.Secret);

    /// <summary>Time under load of one process, amply.</summary>
    public static TimeSpan UnderLoad(LoadOptions options) => options.Warmup + (4 * s_pause * Deliveries(options) * options.Connections.Count);

    /// <summary>One session.</summary>
    /// <exception cref="InvalidOperationException">The server did not start or stop, or stored or answered something wrong.</exception>
    public async Task<IReadOnlyList<BurstDelivery>> RunAsync(MeasuredSystem system, int round)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, $"{system.Name}-{round}")).FullName;
        using var database = system.Database(own);
        var expected = database.MessagesBefore;
        await using var server = await ServerProcess.StartAsync(system.Command(own, database));
        var share = system.Pool.Count / (options.Connections.Count + 1);
        var warmup = await LoadClient.RunAsync(server.Port, options.Connections[0], new RequestCursor(system.Pool, 0, share), options.Warmup);
        expected += warmup.Requests - warmup.Refused;
        var deliveries = new List<BurstDelivery>();
        for (var at = 0; at < options.Connections.Count; at++)
        {
            var cursor = new RequestCursor(system.Pool, share * (at + 1), share * (at + 2));
            var (load, sent) = await DisturbAsync(server.Port, options.Connections[at], cursor, at * Deliveries(options));
            deliveries.AddRange(sent.Select(one => BurstDelivery.Of(system.Name, options.Connections[at], round, one.Name, one.Status, one.Answer, load)));
            expected += load.Requests - load.Refused + (Deliveries(options) / 2 * 3 * BigDeliveries.Updates / 2);
        }

        await server.StopAsync();
        var stored = database.CountMessages();
        Directory.Delete(own, recursive: true);
        return stored == expected && deliveries.TrueForAll(delivery => delivery.Status == 200)
            ? deliveries
            : throw new InvalidOperationException($"{system.Name}, round {round}: {expected} messages should be stored, {stored} are; answers {string.Join(' ', deliveries.Select(delivery => delivery.Status))}");
    }

    private static int Deliveries(LoadOptions options) => 2 * (int)options.Duration.TotalSeconds;

    private async Task<(LoadResult Load, List<(string Name, int Status, LoadAnswer Answer)> Sent)> DisturbAsync(
        int port, int connections, RequestCursor cursor, int firstNumber)
    {
        using var stop = new CancellationTokenSource();
        using var own = new LoadConnection();
        await own.ConnectAsync(port);
        var load = LoadClient.RunAsync(port, connections, cursor, TimeSpan.FromDays(1), stop.Token);
        var sent = new List<(string, int, LoadAnswer)>();
        for (var number = firstNumber; number < firstNumber + Deliveries(options); number++)
        {
            var (name, body) = number % 2 == 0 ? (Mixed, big.Mixed(number)) : (Long, big.Long(number));
            var request = SignedRequest.Of(body, s_secret);
            await Task.Delay(s_pause);
            var started = Stopwatch.GetTimestamp();
            var status = await own.ExchangeAsync(request);
            sent.Add((name, status, new LoadAnswer(started, Stopwatch.GetTimestamp())));
        }

        await Task.Delay(s_pause);
        await stop.CancelAsync();
        return (await load, sent);
    }
}
