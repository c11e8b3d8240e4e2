using Migochat.Data;
using Migochat.Texts;

namespace Migochat.Messaging;

/// <summary>The intake's messages, as a part of the unit of work.</summary>
internal sealed class MessageStore : IUnitPart, IDisposable
{
    private const string Table = "messages";

    private const string Columns = """
        SELECT id, user_id, sender_id, recipient_id, direction, status, timestamp, message_text, message_type, message_metadata,
               message_source, post_id, post_type, ad_id, referral_source, comment_id, signals, facebook_message_id
        FROM messages
        """;

    private readonly DatabaseConnection _connection;
    private readonly Dictionary<string, Tracked?> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Tracked> _byId = [];
    private readonly List<Tracked> _changed = [];
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly SetStatement _find;
    private readonly SetStatement _insert;
    private readonly SetStatement _status;
    private readonly SetStatement _replace;
    private readonly SetStatement _assign;
    private readonly Statement _between;

    public MessageStore(DatabaseConnection connection)
    {
        _connection = connection;
        _find = connection.NewSet(new SelectShape($"{Columns} WHERE facebook_message_id = @0", [ColumnType.Text], (_, row) => Know(ReadRow(row))));
        _insert = connection.NewSet(new InsertShape(
            Table, [Column.Text("facebook_message_id"), Column.Number("user_id"), Column.Text("platform"), Column.Time("received_at"), .. Changeable]));
        _status = connection.NewSet(new UpdateShape(Table, Column.Text("status"), Column.Text("message_metadata")));
        _replace = connection.NewSet(new UpdateShape(Table, Changeable));
        _assign = connection.NewSet(new UpdateShape(Table, Column.Number("user_id")));
        _between = new Statement(connection, $"{Columns} WHERE user_id = @0 AND timestamp BETWEEN @1 AND @2");
        connection.Unit.Add(this);
    }

    // The columns that later events may change, in the order of ValuesOf.
    private static IReadOnlyList<Column> Changeable =>
    [
        Column.Text("sender_id"), Column.Text("recipient_id"), Column.Text("direction"), Column.Text("status"), Column.Time("timestamp"),
        Column.Text("message_text"), Column.Text("message_type"), Column.Text("message_metadata"), Column.Text("message_source"),
        Column.Number("post_id"), Column.Text("post_type"), Column.Number("ad_id"), Column.Text("referral_source"), Column.Text("comment_id"),
        Column.Text("signals"), Column.Text("wants_answer"),
    ];

    /// <summary>Notes a key whose message the next round trip reads.</summary>
    public void Ask(string key)
    {
        if (!_known.ContainsKey(key))
            _asked.Add(key);
    }

    /// <summary>Adds what was asked for to a round trip. Nothing may be unsaved then.</summary>
    public void AddTo(ICollection<SetStatement> round)
    {
        if (_asked.Count == 0)
            return;
        foreach (var key in _asked)
        {
            _find.Add(key);
            _known[key] = null;
        }

        _asked.Clear();
        round.Add(_find);
    }

    /// <returns>False if the message is stored already; nothing is changed then.</returns>
    public bool Add(long? userId, string key, string platform, StoredMessage message, DateTime receivedAt)
    {
        if (_added.Contains(key) || Look(key) is not null)
            return false;
        _insert.Add([key, userId, platform, receivedAt, .. ValuesOf(message)]);
        _added.Add(key);
        return true;
    }

    /// <returns>Null where no message has the key.</returns>
    public MessageRow? Find(string key)
    {
        // A new row gets its id from the database.
        if (_added.Remove(key))
        {
            _connection.Unit.Save();
            _known.Remove(key);
        }

        return Look(key)?.Row;
    }

    /// <summary>Takes the columns that later events may change.</summary>
    public void Replace(MessageRow row, StoredMessage message)
    {
        var tracked = TrackedBy(row);
        tracked.Row = tracked.Row with { Message = message };
    }

    /// <summary>Sets the person of a message that has none.</summary>
    public void Assign(MessageRow row, long userId)
    {
        var tracked = TrackedBy(row);
        tracked.Row = tracked.Row with { UserId = userId };
    }

    /// <summary>A person's messages from one moment to another, both included.</summary>
    public IReadOnlyList<MessageRow> Between(long userId, DateTime from, DateTime to)
    {
        using var row = _between.Query(userId, from, to);
        var messages = new List<MessageRow>();
        while (row.Read())
            messages.Add(Know(ReadRow(row)).Row);
        return messages;
    }

    public void Collect(ICollection<SetStatement> writes)
    {
        foreach (var tracked in _changed)
            Collect(tracked);
        _changed.Clear();
        foreach (var statement in Writes.Where(statement => !statement.IsEmpty))
            writes.Add(statement);
    }

    public void Forget(string? table)
    {
        if (table is not (null or Table))
            return;
        _known.Clear();
        _added.Clear();
        _byId.Clear();
        _changed.Clear();
        _asked.Clear();
        _find.Clear();
        foreach (var statement in Writes)
            statement.Clear();
    }

    public void Dispose()
    {
        _connection.Unit.Remove(this);
        foreach (var prepared in (IDisposable[])[.. Writes, _find, _between])
            prepared.Dispose();
    }

    private SetStatement[] Writes => [_insert, _status, _replace, _assign];

    private Tracked? Look(string key)
    {
        if (_known.TryGetValue(key, out var known))
            return known;
        _connection.Unit.Save();
        var round = new List<SetStatement>();
        Ask(key);
        AddTo(round);
        _connection.Send(round);
        return _known[key];
    }

    private Tracked Know(MessageRow row)
    {
        if (!_byId.TryGetValue(row.Id, out var tracked))
            _byId.Add(row.Id, tracked = new Tracked(row));
        _known[row.Key] = tracked;
        return tracked;
    }

    /// <summary>The row's entry in the unit of work, about to be changed.</summary>
    private Tracked TrackedBy(MessageRow row)
    {
        // The caller's row may be older than what another statement has changed since.
        if (!_byId.TryGetValue(row.Id, out var tracked))
            tracked = Look(row.Key)!;
        if (!tracked.IsDirty)
            _changed.Add(tracked);
        tracked.IsDirty = true;
        return tracked;
    }

    private void Collect(Tracked tracked)
    {
        var (row, saved) = (tracked.Row, tracked.Saved);
        var (message, before) = (row.Message, saved.Message);
        if (row.UserId != saved.UserId)
            _assign.Add(row.Id, row.UserId);
        if (message != before with { Status = message.Status, Metadata = message.Metadata } || message.WantsAnswer != before.WantsAnswer)
            _replace.Add([row.Id, .. ValuesOf(message)]);
        else if (message != before)
            _status.Add(row.Id, EnumText.Stored(message.Status), message.Metadata.ToString());
        tracked.Save();
    }

    private static object?[] ValuesOf(StoredMessage message) =>
    [
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
        EnumText.Stored(message.WantsAnswer),
    ];

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

    /// <summary>A message as its row is, and as it will be.</summary>
    private sealed class Tracked(MessageRow row)
    {
        public MessageRow Saved { get; private set; } = row;

        public MessageRow Row { get; set; } = row;

        /// <summary>Something is to be saved.</summary>
        public bool IsDirty { get; set; }

        public void Save() => (Saved, IsDirty) = (Row, false);
    }
}
