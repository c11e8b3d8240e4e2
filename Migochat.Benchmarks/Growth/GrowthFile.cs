using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Migochat.Benchmarks.Measuring;
using Migochat.Data;
using Migochat.Legacy;
using Migochat.Scoring;
using Migochat.Settings;
using Migochat.Texts;

namespace Migochat.Benchmarks.Growth;

/// <summary>Database files with many people in them, prepared by Migochat's own migrations. Made once and kept.</summary>
public static class GrowthFile
{
    /// <summary>History ends two days before the file is made: 60 + 60 + 2 days.</summary>
    private const int HistorySeconds = 122 * 24 * 60 * 60;

    /// <summary>Raised when files are filled otherwise, so that those made before are not taken.</summary>
    private const int Filling = 5;

    private const string Careless = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-1048576; PRAGMA threads=2;";

    /// <summary>The file's path; makes it where it is missing, older than the newest migration, or to be made anew.</summary>
    /// <param name="people">How many people; five messages each, and a receipt that waits for every fifth. 0: an empty file.</param>
    public static async Task<string> ReadyAsync(int people, string folder, bool remake)
    {
        var making = Path.Combine(Directory.CreateDirectory(folder).FullName, $"making-{Environment.ProcessId}.db");
        await PrepareAsync(making);
        var file = Path.Combine(folder, $"{people}-people-{NewestMigration(making)}-{Filling}.db");
        if (File.Exists(file) && !remake)
        {
            File.Delete(making);
            MarkDone(file);
            return file;
        }

        var started = Stopwatch.GetTimestamp();
        if (people > 0)
            Fill(making, people);

        MarkDone(making);
        File.Move(making, file, overwrite: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{file} made in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s: {DatabaseFiles.CountMessages(file):N0} messages of {people:N0} people, {new FileInfo(file).Length / 1e6:N0} MB"));
        return file;
    }

    private static Task PrepareAsync(string file)
    {
        File.Delete(file);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Migochat", $"Data Source={file}")]).Build();
        var connections = new SqliteConnections(configuration);
        return new MigochatDatabase(new SqliteEngine(connections, new Checkpointer(connections, new WriteLock(), TimeProvider.System, NullLogger<Checkpointer>.Instance), new LegacyFiles(), NullLoggerFactory.Instance), TimeProvider.System, NullLogger<MigochatDatabase>.Instance)
            .PrepareAsync(CancellationToken.None);
    }

    private static string NewestMigration(string file)
    {
        using var connection = DatabaseFiles.Open(file);
        return (string)DatabaseFiles.Scalar(connection, "SELECT max(MigrationId) FROM __EFMigrationsHistory")!;
    }

    /// <summary>With all indexes in place, row by row in the order of time: so their pages are as full as those of a file that grew.</summary>
    private static void Fill(string file, int people)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        new GrowthFunctions().AddTo(connection);
        Run(connection, Careless, people);
        foreach (var sql in (string[])["BEGIN", .. GrowthSql.Statements, "COMMIT", "PRAGMA journal_mode=WAL"])
            Run(connection, sql, people);
    }

    /// <summary>Says that the present lexicon has read the texts, and that the leads were marked for the present thresholds and rules, so that doing either again disturbs no measurement.</summary>
    private static void MarkDone(string file)
    {
        using var connection = DatabaseFiles.Open(file);
        using var command = new SqliteCommand(
            """
            DELETE FROM lexicon_marks;
            INSERT INTO lexicon_marks (version, read_to) SELECT $version, coalesce(max(id), 0) FROM messages;
            DELETE FROM scoring_marks;
            INSERT INTO scoring_marks (terms, found_at, passes, marked_to) VALUES ($terms, '2020-01-01 00:00:00.000000', 2, 0);
            """,
            connection);
        command.Parameters.AddWithValue("$version", new MessageTextReader().Version);
        command.Parameters.AddWithValue("$terms", ThresholdStore.NameOf(new SettingsSnapshot(new Dictionary<string, SettingValue>(StringComparer.Ordinal)).ScoringThresholds));
        command.ExecuteNonQuery();
    }

    private static void Run(SqliteConnection connection, string sql, int people)
    {
#pragma warning disable CA2100 // constants, and the file's own indexes
        using var command = new SqliteCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        var end = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        command.Parameters.AddWithValue("$people", people);
        command.Parameters.AddWithValue("$end", end);
        command.Parameters.AddWithValue("$start", end - HistorySeconds);
        command.ExecuteNonQuery();
    }
}
