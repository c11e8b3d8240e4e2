using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Messaging;

/// <summary>What a person's messages say together, for rebuilding the person's columns from the rows.</summary>
internal sealed class MessageHistory : IDisposable
{
    private readonly Statement _times;
    private readonly Statement _governorates;
    private readonly Statement _phones;
    private readonly Statement _forms;
    private readonly Statement _strippedPhone;
    private readonly Statement _span;
    private readonly Statement _firstInbound;

    public MessageHistory(DatabaseConnection connection)
    {
        _times = new Statement(connection, "SELECT timestamp FROM messages WHERE user_id = @0 ORDER BY timestamp");
        // Both walk an index of only such messages, from the newest on.
        _governorates = new Statement(connection, $"""
            SELECT timestamp, signals FROM messages WHERE user_id = @0 AND direction = 'INBOUND' AND {MessageFilters.Governorate} ORDER BY timestamp DESC
            """);
        _phones = new Statement(connection, $"""
            SELECT timestamp, message_text FROM messages
            WHERE user_id = @0 AND direction = 'INBOUND' AND {MessageFilters.Phone} AND message_text IS NOT NULL ORDER BY timestamp DESC
            """);
        _strippedPhone = new Statement(connection, $"""
            SELECT 1 FROM messages
            WHERE user_id = @0 AND timestamp = @1 AND direction = 'INBOUND' AND {MessageFilters.Phone} AND message_text IS NULL LIMIT 1
            """);
        _forms = new Statement(connection, """
            SELECT timestamp, message_metadata FROM messages WHERE user_id = @0 AND message_type = 'lead' AND message_metadata IS NOT NULL ORDER BY timestamp
            """);
        _span = new Statement(connection, "SELECT max(timestamp), max(CASE direction WHEN 'INBOUND' THEN timestamp END) FROM messages WHERE user_id = @0");
        _firstInbound = new Statement(connection, """
            SELECT timestamp, message_source, ad_id, post_id FROM messages
            WHERE user_id = @0 AND direction = 'INBOUND' ORDER BY timestamp, facebook_message_id LIMIT 1
            """);
    }

    /// <summary>The times of all of a person's messages, in ascending order.</summary>
    public IReadOnlyList<DateTime> Times(long userId)
    {
        using var row = _times.Query(userId);
        var times = new List<DateTime>();
        while (row.Read())
            times.Add(row.Time(0));
        return times;
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

    /// <summary>The answers to the lead forms that a person filled in, in their order, as far as they were fetched and are kept.</summary>
    public IReadOnlyList<(DateTime Time, string Answers)> Forms(long userId)
    {
        using var row = _forms.Query(userId);
        var forms = new List<(DateTime Time, string Answers)>();
        while (row.Read())
        {
            if (MessageMetadata.Parse(row.Text(1)).Answers is { } answers)
                forms.Add((row.Time(0), answers));
        }

        return forms;
    }

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
        foreach (var statement in (Statement[])[_times, _governorates, _phones, _forms, _strippedPhone, _span, _firstInbound])
            statement.Dispose();
    }
}
