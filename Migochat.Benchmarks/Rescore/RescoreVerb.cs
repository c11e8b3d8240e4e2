using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Migochat.Benchmarks.Growth;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Reporting;
using Migochat.Data;
using Migochat.Scoring;

namespace Migochat.Benchmarks.Rescore;

/// <summary>Measures how long rescoring takes; <see cref="RescoreOptions.Help"/> says how.</summary>
public static class RescoreVerb
{
    private const double GoalSeconds = 10;

    /// <summary>Runs everything and prints the findings; 1 if a lead that was due was left out.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var options = RescoreOptions.Read(arguments);
        return await Workspace.RunAsync(options.Folder, folder => MeasureAsync(options, folder));
    }

    private static async Task<int> MeasureAsync(RescoreOptions options, string folder)
    {
        var findings = new List<Finding>();
        foreach (var people in options.People)
        {
            var original = await GrowthFile.ReadyAsync(people, options.Files, remake: false);
            var (seconds, cpu) = (new List<double>(), new List<double>());
            for (var round = 1; round <= options.Rounds; round++)
            {
                var copy = Path.Combine(folder, $"{people}-{round}.db");
                DatabaseFiles.Copy(original, copy);
                MakeDue(copy, options.Due, people);
                var before = Environment.CpuUsage.TotalTime;
                seconds.Add(await TimeAsync(copy, options.Due));
                cpu.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
                File.Delete(copy);
            }

            var name = string.Create(CultureInfo.InvariantCulture, $"{options.Due:N0} due of {people:N0} people, s");
            findings.Add(Finding.AtMost(GoalSeconds, "at most 10", name, Spread.Of(seconds)));
            findings.Add(new("its CPU, s", Spread.Of(cpu)));
        }

        foreach (var line in Finding.Lines(findings))
            Console.WriteLine(line);
        return 0;
    }

    /// <summary>Marks leads from the whole file as due; each of their inbound messages gets an intent.</summary>
    private static void MakeDue(string file, int due, int people)
    {
        using var connection = DatabaseFiles.Open(file);
        foreach (var sql in (string[])[
            "PRAGMA synchronous=OFF",
            "UPDATE users SET score_due_at = '2020-01-01 00:00:00.000000' WHERE id % ($people / $due) = 0 AND id <= $due * ($people / $due)",
            """
            UPDATE messages SET signals = CASE id % 3 WHEN 0 THEN '{"v":"bench","i":["price"]}' WHEN 1 THEN '{"v":"bench","i":["order","price"]}' ELSE '{"v":"bench","i":[]}' END
            WHERE direction = 'INBOUND' AND user_id % ($people / $due) = 0
            """,
        ])
        {
#pragma warning disable CA2100 // constants only
            using var command = new Microsoft.Data.Sqlite.SqliteCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
            command.Parameters.AddWithValue("$people", people);
            command.Parameters.AddWithValue("$due", due);
            command.ExecuteNonQuery();
        }
    }

    private static async Task<double> TimeAsync(string file, int due)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Migochat", $"Data Source={file}")]).Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddMigochat(configuration).BuildServiceProvider();
        await services.GetRequiredService<MigochatDatabase>().PrepareAsync(CancellationToken.None);
        // As in any run, the WAL is checkpointed meanwhile.
        var checkpointer = services.GetRequiredService<Checkpointer>();
        await checkpointer.StartAsync(CancellationToken.None);
        var started = Stopwatch.GetTimestamp();
        var run = await services.GetRequiredService<Rescorer>().RunAsync(CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await checkpointer.StopAsync(CancellationToken.None);
        // A few become due again while the run goes on.
        return run.Leads >= due && run.IsComplete ? took : throw new InvalidOperationException($"{due} leads were due, {run.Leads} were rescored.");
    }
}
