using System.Diagnostics;
using System.Globalization;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Reporting;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Endurance;

/// <summary>A long mixed load on one process; <see cref="Help"/> names the watched figures.</summary>
public static class SoakVerb
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = $"""
        Usage: Migochat.Benchmarks soak [options]
          --minutes N       how long (10)
          --rate N          deliveries a second (2000)
          --flat-out        as many as it takes instead
          --every N         seconds between two samples of speed, memory and sizes (10)
        {EnduranceOptions.Help}
        {EnduranceOptions.Load}
        """;

    private const int PerSecond = 2000;
    private const double MostGrowth = 0.05;

    /// <summary>Runs everything and prints the series and the count; 1 if something is wrong.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var duration = TimeSpan.FromMinutes(arguments.Count("--minutes", 10));
        var every = TimeSpan.FromSeconds(arguments.Count("--every", 10));
        var rate = arguments.Count("--rate", PerSecond);
        var options = EnduranceOptions.Read(arguments, arguments.Flag("--flat-out") ? null : rate);
        arguments.RejectRest();
        return await Workspace.RunAsync(options.Folder, folder => SoakAsync(options, duration, every, folder));
    }

    private static async Task<int> SoakAsync(EnduranceOptions options, TimeSpan duration, TimeSpan every, string folder)
    {
        var run = await EnduranceRun.PrepareAsync(options, folder);
        await using var server = await run.StartAsync();
        var samples = new List<SoakSample>();
        using (var stop = new CancellationTokenSource())
        {
            var sending = run.SendAsync(server, stop.Token);
            await foreach (var sample in SampleAsync(run, server, duration, every))
                samples.Add(sample);

            await stop.CancelAsync();
            await sending;
        }

        await server.StopAsync();
        foreach (var line in TextTable.Lines([SoakSample.Head, .. samples.Select(sample => sample.ToCells())]))
            Console.WriteLine(line);

        var growth = Trend.OfLaterHalf([.. samples.Select(sample => (sample.Seconds, sample.ResidentMegabytes))]);
        var flat = Finding.AtMost(MostGrowth, "at most 0.05", "memory, growth in the later half", Spread.Of([growth]));
        Console.WriteLine(string.Join(Environment.NewLine, Finding.Lines([flat])));
        return await run.FinishAsync(check => new { Machine = Machine.Here(), Samples = samples, Memory = flat, Check = check });
    }

    private static async IAsyncEnumerable<SoakSample> SampleAsync(EnduranceRun run, ServerProcess server, TimeSpan duration, TimeSpan every)
    {
        var started = Stopwatch.GetTimestamp();
        var (since, cpu) = (TimeSpan.Zero, server.Usage().Cpu);
        while (since < duration)
        {
            await Task.Delay(every);
            var (now, used) = (Stopwatch.GetElapsedTime(started), server.Usage());
            var sample = SoakSample.Of(now, now - since, run.Redelivery.TakeAnswers(), used.Cpu - cpu, used, run.Database);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{sample.Seconds,5:N0} s {sample.RequestsPerSecond,8:N0} requests/s  p99 {sample.P99Milliseconds,6:N2} ms  resident {sample.ResidentMegabytes,6:N1} MB"));
            yield return sample;
            (since, cpu) = (now, used.Cpu);
        }
    }
}
