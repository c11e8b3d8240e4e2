using System.Globalization;
using Microsoft.Data.Sqlite;
using Migochat.Data;

namespace Migochat.Legacy;

/// <summary>
/// Takes over a file that another program, such as the predecessor in Python, made from the same contract. It copies the rows.
/// The file itself is not written to, except that its own WAL is checkpointed after the copy.
/// </summary>
public sealed class LegacyFiles : ILegacyFiles
{
    private const int MostNamed = 5;

    private static readonly string[] Tables = ["posts", "ad_campaigns", "app_settings", "users", "messages", "lead_activities", "conversations"];

    /// <inheritdoc/>
    public void Check(string legacyFile) => Explaining(legacyFile, () =>
    {
        using var legacy = ReadOnlyDatabaseFile.Open(legacyFile);
        Refuse(legacyFile, AdoptionCheck.Differences(legacy));
    });

    /// <inheritdoc/>
    public void Copy(string legacyFile, string newFile) => Explaining(legacyFile, () =>
    {
        using var legacy = DatabaseFile.OpenExclusively(legacyFile);
        Refuse(legacyFile, AdoptionCheck.Differences(legacy));
        AdoptionFunctions.Register(legacy);
        Refuse(legacyFile, AdoptionValues.Problems(legacy));
        Attach(legacy, newFile);
        using (var transaction = legacy.BeginTransaction(deferred: true))
        {
            foreach (var step in AdoptionSql.Steps)
                legacy.Execute(step);
            Refuse(legacyFile, [.. Orphans(legacy), .. Losses(legacy)]);
            transaction.Commit();
        }

        DatabaseFile.FoldLogIn(legacy);
    });

    /// <inheritdoc/>
    public void CompleteRows(DatabaseConnection connection)
    {
        AdoptionFunctions.RegisterSearchText((SqliteConnection)connection.Inner);
        connection.Execute("UPDATE users SET search_text = SearchText(first_name, last_name, phone_number, psid) WHERE search_text IS NULL;");
        NamedPeople.Complete(connection);
    }

    // The new file is synced as a whole when it is complete; until then none of it has to survive a crash.
    private static void Attach(SqliteConnection legacy, string newFile)
    {
        using var command = legacy.CreateCommand();
        command.CommandText = "ATTACH DATABASE $file AS fresh";
        command.Parameters.AddWithValue("$file", newFile);
        command.ExecuteNonQuery();
        legacy.Execute("""
            PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY;
            PRAGMA fresh.journal_mode=MEMORY; PRAGMA fresh.synchronous=OFF; PRAGMA fresh.cache_size=-65536;
            """);
    }

    private static List<string> Orphans(SqliteConnection legacy)
    {
        var orphans = new List<(string Table, long Row, string Parent)>();
        legacy.Read("PRAGMA fresh.foreign_key_check", row => orphans.Add((row.GetString(0), row.GetInt64(1), row.GetString(2))));
        return
        [
            .. orphans.GroupBy(orphan => (orphan.Table, orphan.Parent)).Select(group => string.Create(CultureInfo.InvariantCulture,
                $"{group.Count()} row(s) of {group.Key.Table} point to {group.Key.Parent} that are not there, the first with id {group.Min(orphan => orphan.Row)}")),
        ];
    }

    private static IEnumerable<string> Losses(SqliteConnection legacy) => Tables
        .Where(table => (long)legacy.Scalar($"SELECT (SELECT count(*) FROM main.{table}) = (SELECT count(*) FROM fresh.{table})")! == 0)
        .Select(table => $"not every row of {table} was copied");

    private static void Refuse(string file, List<string> reasons)
    {
        if (reasons.Count == 0)
            return;
        var more = reasons.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"; and {reasons.Count - MostNamed} more") : "";
        throw new InvalidOperationException(
            $"{file} was not made by this program and can't be taken over: {string.Join("; ", reasons.Take(MostNamed))}{more}. "
            + "It was left as it is; mend it, or name another file in ConnectionStrings__Migochat.");
    }

    private static void Explaining(string file, Action action)
    {
        try
        {
            action();
        }
        catch (SqliteException exception)
        {
            throw new InvalidOperationException($"{file} was not made by this program and could not be taken over ({exception.Message}). It was left as it is.", exception);
        }
    }
}
