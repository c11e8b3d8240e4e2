using System.Text.Json;
using Migochat.Data;

namespace Migochat.Privacy;

/// <summary>
/// Everything that is held about a person as one JSON document, read from one state of the database. It is written to a private
/// temporary file first, so that a slow client does not keep a read transaction open, which would let the WAL grow.
/// </summary>
public sealed class LeadExport(IDatabaseEngine engine, TimeProvider time)
{
    private const int Pending = 32 * 1024;

    // Dead letters that list a value of the person. The envelope then shows whether it is an id of the person.
    private const string Letters = """
        SELECT * FROM dead_letters
        WHERE id IN (SELECT dead_letter_id FROM dead_letter_people WHERE value = '' OR value IN (SELECT value FROM user_identities WHERE user_id = @0))
        ORDER BY id
        """;

    private static readonly (string Name, string Sql)[] Lists =
    [
        ("identities", "SELECT * FROM user_identities WHERE user_id = @0 ORDER BY id"),
        ("messages", "SELECT * FROM messages WHERE user_id = @0 ORDER BY timestamp"),
        ("outbox", "SELECT * FROM outbox WHERE user_id = @0 ORDER BY id"),
        ("conversations", "SELECT * FROM conversations WHERE user_id = @0 ORDER BY started_at"),
        ("activities", "SELECT * FROM lead_activities WHERE user_id = @0 ORDER BY timestamp"),
        ("referrals", "SELECT * FROM referrals WHERE user_id = @0 ORDER BY timestamp"),
        ("thread_marks", """
            SELECT t.* FROM user_identities i JOIN thread_marks t ON t.person_id = i.value AND t.kind = i.kind WHERE i.user_id = @0 ORDER BY t.id
            """),
        ("pending_receipts", """
            SELECT * FROM pending_receipts p
            WHERE target IN (SELECT facebook_message_id FROM messages WHERE user_id = @0)
               OR target IN (SELECT 'id:' || kind || ':' || value FROM user_identities WHERE user_id = @0)
               OR id IN (SELECT n.pending_receipt_id FROM user_identities i JOIN pending_receipt_people n ON n.kind = i.kind AND n.value = i.value WHERE i.user_id = @0)
            ORDER BY id
            """),
        ("fetches", "SELECT f.* FROM user_identities i JOIN fetches f ON f.target = i.value WHERE i.user_id = @0 ORDER BY f.id"),
    ];

    /// <summary>Columns that the export leaves out. The search text is made from other columns.</summary>
    private static readonly HashSet<string> LeftOut = new(["search_text"], StringComparer.Ordinal);

    /// <summary>Columns of enums; their values are written as everywhere in the API.</summary>
    private static readonly HashSet<string> Enums = new(
        ["customer_label", "customer_type", "direction", "first_source", "governorate", "kind", "lead_stage", "message_source", "post_type", "price", "state", "status", "wants_answer"],
        StringComparer.Ordinal);

    /// <summary>Writes the document; one with empty lists if the lead has been removed meanwhile.</summary>
    public async Task WriteAsync(long userId, Stream stream, CancellationToken cancellationToken)
    {
        await using var file = OpenTemporary();
        await ReadAsync(userId, file, cancellationToken);
        file.Position = 0;
        await file.CopyToAsync(stream, cancellationToken);
    }

    /// <summary>A temporary file beside the database file, if there is one. It has no name from the start, so a kill leaves nothing.</summary>
    private FileStream OpenTemporary()
    {
        var path = Path.Combine(Path.GetDirectoryName(engine.FilePath) ?? Path.GetTempPath(), $"migochat-export-{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }

    private async Task ReadAsync(long userId, FileStream stream, CancellationToken cancellationToken)
    {
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        connection.BeginRead();
        await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = WireJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("exported_at", time.Now());
        WriteList(json, connection, "leads", "SELECT * FROM users WHERE id = @0", userId, _ => true, cancellationToken);
        foreach (var (name, sql) in Lists)
            WriteList(json, connection, name, sql, userId, _ => true, cancellationToken);
        HashSet<Identity> identities;
        using (var store = new ErasureStore(connection))
            identities = [.. store.Identities(userId)];
        WriteList(json, connection, "dead_letters", Letters, userId, envelope => Names(envelope, identities), cancellationToken);
        json.WriteEndObject();
        // There is nothing to make durable, which a commit would wait for.
        connection.Rollback();
    }

    private static bool Names(Rows letter, HashSet<Identity> identities)
    {
        var envelope = letter.Text(letter.Column("envelope"));
        return identities.Any(identity => envelope.Contains(identity.Value, StringComparison.Ordinal)) && new EnvelopeIds(envelope).People.Any(identities.Contains);
    }

    private static void WriteList(
        Utf8JsonWriter json, DatabaseConnection connection, string name, string sql, long userId, Func<Rows, bool> isTheirs, CancellationToken cancellationToken)
    {
        using var list = new Statement(connection, sql);
        json.WriteStartArray(name);
        using var row = list.Query(userId);
        while (row.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isTheirs(row))
                WriteRow(json, row);
            if (json.BytesPending > Pending)
                json.Flush();
        }

        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, Rows row)
    {
        json.WriteStartObject();
        for (var i = 0; i < row.Count; i++)
        {
            if (LeftOut.Contains(row.Name(i)))
                continue;
            json.WritePropertyName(row.Name(i));
            WriteValue(json, row.Name(i), row.Value(i));
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string column, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case DateTime at:
                json.WriteStringValue(at);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case string text:
                json.WriteStringValue(Enums.Contains(column) ? text.ToLowerInvariant() : text);
                break;
            default:
                throw new InvalidOperationException($"No way to write a {value.GetType().Name}.");
        }
    }
}
