using Microsoft.Data.Sqlite;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>The intake's prepared SQL for messages.</summary>
internal sealed class MessageStore(SqliteConnection connection) : IDisposable
{
    private readonly Statement _add = new(connection, """
        INSERT INTO messages (user_id, sender_id, recipient_id, message_text, direction, timestamp, facebook_message_id,
                              message_type, message_metadata, platform, received_at)
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10)
        ON CONFLICT (facebook_message_id) DO NOTHING RETURNING id
        """);

    private readonly Statement _find = new(connection, """
        SELECT id, user_id, sender_id, recipient_id, direction, timestamp, message_text, message_type, message_metadata
        FROM messages WHERE facebook_message_id = @0
        """);

    private readonly Statement _replace = new(connection, """
        UPDATE messages SET sender_id = @1, recipient_id = @2, direction = @3, timestamp = @4, message_text = @5,
                            message_type = @6, message_metadata = @7
        WHERE id = @0
        """);

    private readonly Statement _times = new(connection, "SELECT timestamp FROM messages WHERE user_id = @0 ORDER BY timestamp");

    private readonly Statement _span = new(connection, """
        SELECT max(timestamp), max(CASE direction WHEN 'INBOUND' THEN timestamp END) FROM messages WHERE user_id = @0
        """);

    private readonly Statement _firstInbound = new(connection, """
        SELECT timestamp, message_source, ad_id, post_id FROM messages
        WHERE user_id = @0 AND direction = 'INBOUND' ORDER BY timestamp, facebook_message_id LIMIT 1
        """);

    /// <returns>False if the message is stored already; nothing is changed then.</returns>
    public bool Add(long userId, string messageId, string platform, StoredMessage message, DateTime receivedAt) => _add.RunForId(
        userId,
        message.SenderId,
        message.RecipientId,
        message.Text,
        EnumText.Stored(message.Direction),
        message.Timestamp,
        messageId,
        message.Type,
        message.Metadata.ToString(),
        platform,
        receivedAt) is not null;

    public (long Id, long? UserId, StoredMessage Message) Find(string messageId)
    {
        using var row = _find.Query(messageId);
        if (!row.Read())
            throw new InvalidOperationException("A message that was just seen is not there.");
        return (row.Number(0), row.NumberOrNull(1), new StoredMessage
        {
            SenderId = row.Text(2),
            RecipientId = row.Text(3),
            Direction = EnumText.FromStored<MessageDirection>(row.Text(4)),
            Timestamp = row.Time(5),
            Text = row.TextOrNull(6),
            Type = row.Text(7),
            Metadata = MessageMetadata.Parse(row.TextOrNull(8)),
        });
    }

    public void Replace(long id, StoredMessage message) => _replace.Run(
        id,
        message.SenderId,
        message.RecipientId,
        EnumText.Stored(message.Direction),
        message.Timestamp,
        message.Text,
        message.Type,
        message.Metadata.ToString());

    /// <summary>The times of all of a person's messages, in ascending order.</summary>
    public IReadOnlyList<DateTime> Times(long userId)
    {
        using var row = _times.Query(userId);
        var times = new List<DateTime>();
        while (row.Read())
            times.Add(row.Time(0));
        return times;
    }

    /// <summary>The times of a person's last message and last inbound message.</summary>
    public (DateTime? Last, DateTime? LastInbound) Span(long userId)
    {
        using var row = _span.Query(userId);
        row.Read();
        return (row.TimeOrNull(0), row.TimeOrNull(1));
    }

    /// <summary>A person's earliest inbound message, as first touch sees it.</summary>
    public (DateTime Time, MessageSource Source, long? AdId, long? PostId)? FirstInbound(long userId)
    {
        using var row = _firstInbound.Query(userId);
        return row.Read()
            ? (row.Time(0), EnumText.FromStored<MessageSource>(row.Text(1)), row.NumberOrNull(2), row.NumberOrNull(3))
            : null;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_add, _find, _replace, _times, _span, _firstInbound])
            statement.Dispose();
    }
}
