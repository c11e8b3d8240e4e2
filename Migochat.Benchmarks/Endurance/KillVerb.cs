using System.Globalization;
using Migochat.Benchmarks.Reporting;

namespace Migochat.Benchmarks.Endurance;

/// <summary>Kills the server in the middle of its work, again and again; <see cref="Help"/> names the conditions that must hold.</summary>
public static class KillVerb
{
    /// <summary>The options as <c>--help</c> prints them.</summary>
    public const string Help = $"""
        Usage: Migochat.Benchmarks kill [options]
          --rounds N        how often the server is killed and started again on the same file (10)
          --seconds N       the longest time from its first answer to SIGKILL; each time is drawn (3)
        {EnduranceOptions.Help}
        {EnduranceOptions.Load}
        """;

    /// <summary>Runs everything and prints the count; 1 if something is wrong.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var rounds = arguments.Count("--rounds", 10);
        var longest = TimeSpan.FromSeconds(arguments.Count("--seconds", 3));
        var options = EnduranceOptions.Read(arguments);
        arguments.RejectRest();
        return await Workspace.RunAsync(options.Folder, folder => KillAsync(options, rounds, longest, folder));
    }

    private static async Task<int> KillAsync(EnduranceOptions options, int rounds, TimeSpan longest, string folder)
    {
        var run = await EnduranceRun.PrepareAsync(options, folder);
        for (var round = 1; round <= rounds; round++)
        {
            await using var server = await run.StartAsync();
            var sending = run.SendAsync(server, CancellationToken.None);
            var lived = longest * Random.Shared.NextDouble();
            await Task.Delay(lived);
            await server.KillAsync();
            await sending;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"round {round}: killed after {lived.TotalMilliseconds:N0} ms, {run.Redelivery.TakeAnswers().Count:N0} answers, {run.Redelivery.Unanswered.Count} cut off"));
        }

        await using (var last = await run.StartAsync())
            await last.StopAsync();

        return await run.FinishAsync(check => new { Machine = Machine.Here(), Rounds = rounds, Check = check });
    }
}
