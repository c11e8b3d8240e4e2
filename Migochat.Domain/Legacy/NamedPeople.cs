using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.Privacy;

namespace Migochat.Legacy;

/// <summary>Lists the people in dead letters and pending receipts that were stored before there were such lists.</summary>
internal static class NamedPeople
{
    public static void Complete(DatabaseConnection connection)
    {
        connection.BeginWrite();
        CompleteLetters(connection);
        CompleteReceipts(connection);
        connection.Commit();
    }

    private static void CompleteLetters(DatabaseConnection connection)
    {
        using var letters = new Statement(connection, "SELECT id, envelope FROM dead_letters WHERE id NOT IN (SELECT dead_letter_id FROM dead_letter_people)");
        using var add = new Statement(connection, "INSERT INTO dead_letter_people (dead_letter_id, value) VALUES (@0, @1)");
        using var row = letters.Query();
        while (row.Read())
        {
            foreach (var value in new EnvelopeIds(row.Text(1)).Listed)
                add.Run(row.Number(0), value);
        }
    }

    private static void CompleteReceipts(DatabaseConnection connection)
    {
        using var receipts = new Statement(connection, """
            SELECT id, payload FROM pending_receipts
            WHERE payload LIKE '%"kind":%' AND id NOT IN (SELECT pending_receipt_id FROM pending_receipt_people)
            """);
        using var add = new Statement(connection, "INSERT INTO pending_receipt_people (pending_receipt_id, kind, value) VALUES (@0, @1, @2) ON CONFLICT DO NOTHING");
        using var row = receipts.Query();
        while (row.Read())
        {
            foreach (var identity in JsonSerializer.Deserialize(row.Text(1), PendingJson.Default.PendingContent)!.People)
                add.Run(row.Number(0), identity.Kind, identity.Value);
        }
    }
}
