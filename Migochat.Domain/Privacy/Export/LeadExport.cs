using System.Text.Json;
using Microsoft.Data.Sqlite;
using Migochat.Data;

namespace Migochat.Privacy;

/// <summary>
/// Everything that is held about a person as one JSON document, read from one state of the database. It is written to a private
/// temporary file first, so that a slow client does not keep a read transaction open, which would let the WAL grow.
/// </summary>
public sealed class LeadExport(SqliteConnections connections, TimeProvider time)
{
    private const int Pending = 32 * 1024;

    // Those that list a value of theirs; each envelope says whether it is an id of theirs.
    private const string Letters = """
        SELECT * FROM dead_letters
        WHERE id IN (SELECT dead_letter_id FROM dead_letter_people WHERE value = '' OR value IN (SELECT value FROM user_identities WHERE user_id = @id))
        ORDER BY id
        """;

    private static readonly (string Name, string Sql)[] Lists =
    [
        ("identities", "SELECT * FROM user_identities WHERE user_id = @id ORDER BY id"),
        ("messages", "SELECT * FROM messages WHERE user_id = @id ORDER BY timestamp"),
        ("conversations", "SELECT * FROM conversations WHERE user_id = @id ORDER BY started_at"),
        ("activities", "SELECT * FROM lead_activities WHERE user_id = @id ORDER BY timestamp"),
        ("referrals", "SELECT * FROM referrals WHERE user_id = @id ORDER BY timestamp"),
        ("thread_marks", """
            SELECT t.* FROM user_identities i JOIN thread_marks t ON t.person_id = i.value AND t.kind = i.kind WHERE i.user_id = @id ORDER BY t.id
            """),
        ("pending_receipts", """
            SELECT * FROM pending_receipts p
            WHERE target IN (SELECT facebook_message_id FROM messages WHERE user_id = @id)
               OR target IN (SELECT 'id:' || kind || ':' || value FROM user_identities WHERE user_id = @id)
               OR id IN (SELECT n.pending_receipt_id FROM user_identities i JOIN pending_receipt_people n ON n.kind = i.kind AND n.value = i.value WHERE i.user_id = @id)
            ORDER BY id
            """),
        ("fetches", "SELECT f.* FROM user_identities i JOIN fetches f ON f.target = i.value WHERE i.user_id = @id ORDER BY f.id"),
    ];

    /// <summary>Columns that the export leaves out. The search text is made from other columns.</summary>
    private static readonly HashSet<string> LeftOut = new(["search_text"], StringComparer.Ordinal);

    /// <summary>Columns of enums, which are said as everywhere in the API.</summary>
    private static readonly HashSet<string> Enums = new(
        ["customer_label", "customer_type", "direction", "first_source", "governorate", "kind", "lead_stage", "message_source", "post_type", "status"],
        StringComparer.Ordinal);

    /// <summary>Writes the document; one with empty lists if the lead has been removed meanwhile.</summary>
    public async Task WriteAsync(long userId, Stream stream, CancellationToken cancellationToken)
    {
        await using var file = OpenTemporary();
        await ReadAsync(userId, file, cancellationToken);
        file.Position = 0;
        await file.CopyToAsync(stream, cancellationToken);
    }

    /// <summary>Lies beside the database, where personal data may lie, and has no name from the start: nothing is left after a kill.</summary>
    private FileStream OpenTemporary()
    {
        var path = $"{connections.FilePath}.export-{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }

    private async Task ReadAsync(long userId, FileStream stream, CancellationToken cancellationToken)
    {
        using var connection = connections.OpenPooled();
        using var transaction = connection.BeginTransaction(deferred: true);
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = WireJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("exported_at", time.Now());
        await WriteListAsync(json, connection, "leads", "SELECT * FROM users WHERE id = @id", userId, _ => true, cancellationToken);
        foreach (var (name, sql) in Lists)
            await WriteListAsync(json, connection, name, sql, userId, _ => true, cancellationToken);
        HashSet<Identity> identities;
        using (var store = new ErasureStore(connection))
            identities = [.. store.Identities(userId)];
        await WriteListAsync(json, connection, "dead_letters", Letters, userId, row => Names(row, identities), cancellationToken);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static bool Names(SqliteDataReader letter, HashSet<Identity> identities)
    {
        var envelope = letter.GetString(letter.GetOrdinal("envelope"));
        return identities.Any(identity => envelope.Contains(identity.Value, StringComparison.Ordinal)) && new EnvelopeIds(envelope).People.Any(identities.Contains);
    }

    private static async Task WriteListAsync(
        Utf8JsonWriter json, SqliteConnection connection, string name, string sql, long userId, Func<SqliteDataReader, bool> isTheirs, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants only
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("@id", userId);
        json.WriteStartArray(name);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (isTheirs(row))
                WriteRow(json, row);
            if (json.BytesPending > Pending)
                await json.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, SqliteDataReader row)
    {
        json.WriteStartObject();
        for (var i = 0; i < row.FieldCount; i++)
        {
            if (LeftOut.Contains(row.GetName(i)))
                continue;
            json.WritePropertyName(row.GetName(i));
            WriteValue(json, row, i);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, SqliteDataReader row, int column)
    {
        if (row.IsDBNull(column))
            json.WriteNullValue();
        else if (row.GetDataTypeName(column) is "BOOLEAN")
            json.WriteBooleanValue(row.GetBoolean(column));
        else if (row.GetDataTypeName(column) is "DATETIME")
            json.WriteStringValue(UtcText.Parse(row.GetString(column)));
        else if (row.GetFieldType(column) == typeof(long))
            json.WriteNumberValue(row.GetInt64(column));
        else if (Enums.Contains(row.GetName(column)))
            json.WriteStringValue(row.GetString(column).ToLowerInvariant());
        else
            json.WriteStringValue(row.GetString(column));
    }
}
