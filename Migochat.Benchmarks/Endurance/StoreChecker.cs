using Microsoft.Data.Sqlite;
using Migochat.Benchmarks.Measuring;

namespace Migochat.Benchmarks.Endurance;

/// <summary>Counts the unique keys of the sent deliveries in the database. The server must have ended.</summary>
public sealed class StoreChecker(MixedLoad load, Redelivery redelivery)
{
    private const string Miscount = """
        SELECT abs((SELECT count(*) FROM messages WHERE user_id IS NOT NULL) - (SELECT coalesce(sum(message_count), 0) FROM conversations))
        """;

    /// <summary>Compares all deliveries sent so far with the file.</summary>
    public StoreCheck Check(string file)
    {
        using var connection = DatabaseFiles.Open(file);
        using var find = new SqliteCommand("SELECT count(*) FROM messages WHERE facebook_message_id = $key", connection);
        var key = find.Parameters.Add("$key", SqliteType.Text);
        var unanswered = redelivery.Unanswered;
        var absent = new HashSet<string>(StringComparer.Ordinal);
        long keyed = 0, stored = 0, unansweredStored = 0;
        for (var number = 0; number < redelivery.Sent; number++)
        {
            var delivery = load.At(number);
            if (delivery.Key is null)
                continue;

            key.Value = delivery.Key;
            var isStored = (long)find.ExecuteScalar()! > 0;
            if (unanswered.Contains(number))
            {
                unansweredStored += isStored ? 1 : 0;
                continue;
            }

            keyed++;
            stored += isStored ? 1 : 0;
            if (!isStored)
                absent.Add(delivery.MetaId!);
        }

        return new StoreCheck(
            redelivery.Sent,
            redelivery.Sent - unanswered.Count,
            keyed,
            stored,
            CountInDeadLetters(connection, absent),
            unansweredStored,
            DatabaseFiles.Count(connection, "SELECT count(*) FROM messages") - stored - unansweredStored,
            DatabaseFiles.Count(connection, "SELECT count(*) FROM dead_letters WHERE kind = 'FAILED'"),
            DatabaseFiles.Count(connection, Miscount),
            Damage(connection));
    }

    /// <summary>Ids hold no quotation marks, so an envelope cut at them has every id whole.</summary>
    private static long CountInDeadLetters(SqliteConnection connection, HashSet<string> ids)
    {
        if (ids.Count == 0)
            return 0;

        using var command = new SqliteCommand("SELECT envelope FROM dead_letters WHERE kind = 'UNRECOGNISED'", connection);
        using var reader = command.ExecuteReader();
        var found = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
            found.UnionWith(reader.GetString(0).Split('"').Where(ids.Contains));

        return found.Count;
    }

    private static string? Damage(SqliteConnection connection)
    {
        var integrity = DatabaseFiles.Scalar(connection, "PRAGMA integrity_check") as string;
        if (integrity != "ok")
            return integrity;

        return DatabaseFiles.Scalar(connection, "PRAGMA foreign_key_check") is string table ? $"a foreign key of {table} leads nowhere" : null;
    }
}
