using Migochat.Data;

namespace Migochat.People;

/// <summary>Records in the audit trail which fields a text or a lead form has changed, as a part of the unit of work. Phones are masked.</summary>
internal sealed class ClaimAudit : IUnitPart, IDisposable
{
    private const string Table = "lead_activities";
    private const string OwnText = "the customer's own text says so";

    private readonly DatabaseConnection _connection;
    private readonly ReadAhead<(long UserId, DateTime Day), long> _ofDay;
    private readonly Dictionary<long, string?> _corrected = [];
    private readonly SetStatement _add;
    private readonly SetStatement _correct;

    public ClaimAudit(DatabaseConnection connection)
    {
        _connection = connection;
        _ofDay = new ReadAhead<(long UserId, DateTime Day), long>(
            connection, Table, """
            SELECT id FROM lead_activities
            WHERE user_id = @0 AND activity_type = 'governorate_change' AND automated = TRUE AND timestamp >= @1
            """, [ColumnType.Number, ColumnType.Time], (key, statement) => statement.Add(key.UserId, key.Day), row => row.Number(0));
        _add = connection.NewSet(new InsertShape(
            Table, Column.Number("user_id"), Column.Text("activity_type"), Column.Text("old_value"), Column.Text("new_value"), Column.Text("reason"),
            Column.Time("timestamp"), Column.Truth("automated")));
        _correct = connection.NewSet(new UpdateShape(Table, Column.Text("new_value")));
        connection.Unit.Add(this);
    }

    /// <summary>Notes a person whose governorate a text of today names.</summary>
    public void Ask(long userId, DateTime now) => _ofDay.Ask((userId, now.Date));

    /// <summary>Adds what was asked for to a round trip.</summary>
    public void AddTo(ICollection<SetStatement> round) => _ofDay.AddTo(round);

    /// <param name="before">The person before the text.</param>
    /// <param name="after">The person after it.</param>
    /// <param name="isNew">The person has no row yet, hence no line.</param>
    /// <param name="now">UTC.</param>
    /// <param name="reason">For people.</param>
    public void Record(Person before, Person after, bool isNew, DateTime now, string reason = OwnText)
    {
        if (after.Governorate != before.Governorate)
            RecordPlace(before, after, isNew, now, reason);
        if (after.PhoneNumber != before.PhoneNumber)
            _add.Add(after.Id, "phone_change", Mask.Phone(before.PhoneNumber), Mask.Phone(after.PhoneNumber), reason, now, true);
    }

    public void Collect(ICollection<SetStatement> writes)
    {
        foreach (var (line, value) in _corrected)
            _correct.Add(line, value);
        _corrected.Clear();
        foreach (var statement in (SetStatement[])[_add, _correct])
        {
            if (!statement.IsEmpty)
                writes.Add(statement);
        }
    }

    public void Forget(string? table)
    {
        if (table is not (null or Table))
            return;
        _corrected.Clear();
        _add.Clear();
        _correct.Clear();
    }

    public void Dispose()
    {
        _connection.Unit.Remove(this);
        foreach (var prepared in (IDisposable[])[_ofDay, _add, _correct])
            prepared.Dispose();
    }

    // If texts of one day name several governorates, the line shows the last.
    private void RecordPlace(Person before, Person after, bool isNew, DateTime now, string reason)
    {
        var key = (after.Id, now.Date);
        if (!isNew && _ofDay.Of(key) is { Count: > 0 } lines)
        {
            foreach (var line in lines)
                _corrected[line] = Wire(after.Governorate);
            return;
        }

        _add.Add(after.Id, "governorate_change", Wire(before.Governorate), Wire(after.Governorate), reason, now, true);
        _ofDay.Forget(key);
    }

    private static string? Wire(string? governorate) =>
        governorate is null ? null : EnumText.Wire(EnumText.FromStored<Governorate>(governorate));
}
