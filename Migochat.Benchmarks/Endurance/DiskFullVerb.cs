using System.Diagnostics;
using System.Globalization;
using Migochat.Benchmarks.Reporting;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Endurance;

/// <summary>Lets the disk run full under load and then frees space; <see cref="Help"/> names the conditions that must hold.</summary>
public static class DiskFullVerb
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = $"""
        Usage: Migochat.Benchmarks diskfull [options]
          --megabytes N     size of the disk, which is mounted in memory; half of it is given back when it is full (128)
          --seconds N       time under load with a full disk, and again with room on it (3)
        {EnduranceOptions.Help}
        For root on Linux.
        {EnduranceOptions.Load}
        """;

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs everything and prints the count; 1 if something is wrong or nothing can be mounted.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var megabytes = arguments.Count("--megabytes", 128);
        var pause = TimeSpan.FromSeconds(arguments.Count("--seconds", 3));
        var options = EnduranceOptions.Read(arguments);
        arguments.RejectRest();
        return await Workspace.RunAsync(options.Folder, async folder =>
        {
            await using var disk = await SmallDisk.MountAsync(Path.Combine(folder, "disk"), megabytes);
            return await FillAsync(options, disk, megabytes / 2, pause, folder);
        });
    }

    private static async Task<int> FillAsync(EnduranceOptions options, SmallDisk disk, int filler, TimeSpan pause, string folder)
    {
        var run = await EnduranceRun.PrepareAsync(options, folder, disk.Folder);
        await disk.TakeAsync(filler);
        await using (var server = await run.StartAsync())
        {
            using var stop = new CancellationTokenSource();
            var sending = run.SendAsync(server, stop.Token);
            await UntilAsync(() => Refused(run) > 0, "The disk did not run full");
            Tell(run, "full");
            await Task.Delay(pause);
            Tell(run, "still full");
            disk.GiveBack();
            var sent = run.Redelivery.Sent;
            await UntilAsync(() => run.Redelivery.Sent > sent + options.Connections, "Nothing was stored any more");
            var refused = Refused(run);
            await Task.Delay(pause);
            Tell(run, $"room again, {Refused(run) - refused} refused since the first that was stored");
            await stop.CancelAsync();
            await sending;
            await server.StopAsync();
        }

        return await run.FinishAsync(check => new { Machine = Machine.Here(), run.Redelivery.Refusals, Check = check });
    }

    private static int Refused(EnduranceRun run) => run.Redelivery.Refusals.Values.Sum();

    private static void Tell(EnduranceRun run, string what) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what}: {run.Redelivery.Sent:N0} deliveries sent so far, {Refused(run):N0} times refused"));

    private static async Task UntilAsync(Func<bool> condition, string otherwise)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > s_limit)
                throw new InvalidOperationException($"{otherwise} within {s_limit.TotalMinutes} minutes.");

            await Task.Delay(s_poll);
        }
    }
}
