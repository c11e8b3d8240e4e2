using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Messaging;

/// <summary>The intake's prepared SQL for messages.</summary>
internal sealed class MessageStore(DatabaseConnection connection) : IDisposable
{
    private const string Columns = """
        SELECT id, user_id, sender_id, recipient_id, direction, status, timestamp, message_text, message_type, message_metadata,
               message_source, post_id, post_type, ad_id, referral_source, comment_id, signals, facebook_message_id
        FROM messages
        """;

    // No RETURNING: SQLite gathers the returned rows in a temporary table, which costs more than the insert.
    private readonly Statement _add = new(connection, """
        INSERT INTO messages (facebook_message_id, user_id, sender_id, recipient_id, direction, status, timestamp, message_text,
                              message_type, message_metadata, message_source, post_id, post_type, ad_id, referral_source,
                              comment_id, signals, platform, received_at, wants_answer)
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19)
        ON CONFLICT (facebook_message_id) DO NOTHING
        """);

    private readonly Statement _find = new(connection, $"{Columns} WHERE facebook_message_id = @0");

    private readonly Statement _replace = new(connection, """
        UPDATE messages SET sender_id = @1, recipient_id = @2, direction = @3, status = @4, timestamp = @5, message_text = @6,
                            message_type = @7, message_metadata = @8, message_source = @9, post_id = @10, post_type = @11,
                            ad_id = @12, referral_source = @13, comment_id = @14, signals = @15, wants_answer = @16
        WHERE id = @0
        """);

    private readonly Statement _assign = new(connection, "UPDATE messages SET user_id = @1 WHERE id = @0");

    private readonly Statement _times = new(connection, "SELECT timestamp FROM messages WHERE user_id = @0 ORDER BY timestamp");

    private readonly Statement _between = new(connection, $"{Columns} WHERE user_id = @0 AND timestamp BETWEEN @1 AND @2");

    // Both walk an index of only such messages, from the newest on.
    private readonly Statement _governorates = new(connection, $"""
        SELECT timestamp, signals FROM messages WHERE user_id = @0 AND direction = 'INBOUND' AND {MessageFilters.Governorate} ORDER BY timestamp DESC
        """);

    private readonly Statement _phones = new(connection, $"""
        SELECT timestamp, message_text FROM messages
        WHERE user_id = @0 AND direction = 'INBOUND' AND {MessageFilters.Phone} AND message_text IS NOT NULL ORDER BY timestamp DESC
        """);

    private readonly Statement _strippedPhone = new(connection, $"""
        SELECT 1 FROM messages
        WHERE user_id = @0 AND timestamp = @1 AND direction = 'INBOUND' AND {MessageFilters.Phone} AND message_text IS NULL LIMIT 1
        """);

    private readonly Statement _span = new(connection, """
        SELECT max(timestamp), max(CASE direction WHEN 'INBOUND' THEN timestamp END) FROM messages WHERE user_id = @0
        """);

    private readonly Statement _firstInbound = new(connection, """
        SELECT timestamp, message_source, ad_id, post_id FROM messages
        WHERE user_id = @0 AND direction = 'INBOUND' ORDER BY timestamp, facebook_message_id LIMIT 1
        """);

    /// <returns>False if the message is stored already; nothing is changed then.</returns>
    public bool Add(long? userId, string key, string platform, StoredMessage message, DateTime receivedAt) => _add.Run(
        key,
        userId,
        message.SenderId,
        message.RecipientId,
        EnumText.Stored(message.Direction),
        EnumText.Stored(message.Status),
        message.Timestamp,
        message.Text,
        message.Type,
        message.Metadata.ToString(),
        EnumText.Stored(message.Attribution.Source),
        message.Attribution.PostId,
        EnumText.StoredOrNull(message.Attribution.PostType),
        message.Attribution.AdId,
        message.Attribution.ReferralSource,
        message.CommentId,
        message.Signals,
        platform,
        receivedAt,
        EnumText.Stored(message.WantsAnswer)) == 1;

    /// <returns>Null where no message has the key.</returns>
    public MessageRow? Find(string key)
    {
        using var row = _find.Query(key);
        return row.Read() ? ReadRow(row) : null;
    }

    /// <summary>Writes the columns that later events may change.</summary>
    public void Replace(long id, StoredMessage message) => _replace.Run(
        id,
        message.SenderId,
        message.RecipientId,
        EnumText.Stored(message.Direction),
        EnumText.Stored(message.Status),
        message.Timestamp,
        message.Text,
        message.Type,
        message.Metadata.ToString(),
        EnumText.Stored(message.Attribution.Source),
        message.Attribution.PostId,
        EnumText.StoredOrNull(message.Attribution.PostType),
        message.Attribution.AdId,
        message.Attribution.ReferralSource,
        message.CommentId,
        message.Signals,
        EnumText.Stored(message.WantsAnswer));

    /// <summary>Sets the person of a message that has none.</summary>
    public void Assign(long id, long userId) => _assign.Run(id, userId);

    /// <summary>The times of all of a person's messages, in ascending order.</summary>
    public IReadOnlyList<DateTime> Times(long userId)
    {
        using var row = _times.Query(userId);
        var times = new List<DateTime>();
        while (row.Read())
            times.Add(row.Time(0));
        return times;
    }

    /// <summary>A person's messages from one moment to another, both included.</summary>
    public IReadOnlyList<MessageRow> Between(long userId, DateTime from, DateTime to)
    {
        using var row = _between.Query(userId, from, to);
        var messages = new List<MessageRow>();
        while (row.Read())
            messages.Add(ReadRow(row));
        return messages;
    }

    /// <summary>The governorates that a person's newest such message names; more than one if several have the same time.</summary>
    public IReadOnlyList<(DateTime Time, Governorate Governorate)> NewestGovernorates(long userId)
    {
        using var row = _governorates.Query(userId);
        var newest = new List<(DateTime Time, Governorate Governorate)>();
        while (row.Read() && (newest.Count == 0 || row.Time(0) == newest[0].Time))
        {
            if (TextSignals.Parse(row.Text(1))?.Governorate is { } governorate)
                newest.Add((row.Time(0), governorate));
        }

        return newest;
    }

    /// <summary>The same of phone numbers, of the messages whose text is still kept.</summary>
    public IReadOnlyList<(DateTime Time, string Phone)> NewestPhones(long userId, Func<string, string?> read)
    {
        using var row = _phones.Query(userId);
        var newest = new List<(DateTime Time, string Phone)>();
        while (row.Read() && (newest.Count == 0 || row.Time(0) == newest[0].Time))
        {
            if (read(row.Text(1)) is { } phone)
                newest.Add((row.Time(0), phone));
        }

        return newest;
    }

    /// <summary>True if a message of that time had a phone number in a text that is no longer kept.</summary>
    public bool HadPhone(long userId, DateTime time) => _strippedPhone.RunForId(userId, time) is not null;

    /// <summary>The times of a person's last message and last inbound message.</summary>
    public (DateTime? Last, DateTime? LastInbound) Span(long userId)
    {
        using var row = _span.Query(userId);
        row.Read();
        return (row.TimeOrNull(0), row.TimeOrNull(1));
    }

    /// <summary>A person's earliest inbound message, as first touch sees it.</summary>
    public FirstTouch? FirstInbound(long userId)
    {
        using var row = _firstInbound.Query(userId);
        return row.Read()
            ? new FirstTouch(row.Time(0), EnumText.FromStored<MessageSource>(row.Text(1)), row.NumberOrNull(2), row.NumberOrNull(3))
            : null;
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_add, _find, _replace, _assign, _times, _between, _governorates, _phones, _strippedPhone, _span, _firstInbound])
            statement.Dispose();
    }

    private static MessageRow ReadRow(Rows row) => new(row.Number(0), row.NumberOrNull(1), row.Text(17), new StoredMessage
    {
        SenderId = row.Text(2),
        RecipientId = row.Text(3),
        Direction = EnumText.FromStored<MessageDirection>(row.Text(4)),
        Status = EnumText.FromStored<MessageStatus>(row.Text(5)),
        Timestamp = row.Time(6),
        Text = row.TextOrNull(7),
        Type = row.Text(8),
        Metadata = MessageMetadata.Parse(row.TextOrNull(9)),
        Attribution = new ResolvedAttribution(
            EnumText.FromStored<MessageSource>(row.Text(10)),
            row.NumberOrNull(11),
            EnumText.FromStoredOrNull<PostType>(row.TextOrNull(12)),
            row.NumberOrNull(13),
            row.TextOrNull(14)),
        CommentId = row.TextOrNull(15),
        Signals = row.TextOrNull(16),
    });
}
