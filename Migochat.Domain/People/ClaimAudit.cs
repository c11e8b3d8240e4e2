using Migochat.Data;

namespace Migochat.People;

/// <summary>Records in the audit trail which fields a text or a lead form has changed, as a part of the unit of work. Phones are masked.</summary>
internal sealed class ClaimAudit : IUnitPart, IDisposable
{
    private const string Table = "lead_activities";
    private const string OwnText = "the customer's own text says so";

    private readonly DatabaseConnection _connection;
    private readonly ReadAhead<(long UserId, DateTime Day), bool> _ofDay;
    private readonly SetStatement _add;
    private readonly Statement _correct;

    public ClaimAudit(DatabaseConnection connection)
    {
        _connection = connection;
        _ofDay = new ReadAhead<(long UserId, DateTime Day), bool>(
            connection, Table, """
            SELECT TRUE FROM lead_activities
            WHERE user_id = @0 AND activity_type = 'governorate_change' AND automated = TRUE AND timestamp >= @1 LIMIT 1
            """, [ColumnType.Number, ColumnType.Time], (key, statement) => statement.Add(key.UserId, key.Day), _ => true);
        _add = connection.NewSet(new InsertShape(
            Table, Column.Number("user_id"), Column.Text("activity_type"), Column.Text("old_value"), Column.Text("new_value"), Column.Text("reason"),
            Column.Time("timestamp"), Column.Truth("automated")));
        _correct = new Statement(connection, """
            UPDATE lead_activities SET new_value = @1
            WHERE user_id = @0 AND activity_type = 'governorate_change' AND automated = TRUE AND timestamp >= @2
            """, Statement.Nothing);
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
        if (!_add.IsEmpty)
            writes.Add(_add);
    }

    public void Forget(string? table)
    {
        if (table is null or Table)
            _add.Clear();
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
        if (!isNew && _ofDay.Of(key).Count > 0)
        {
            _correct.Run(after.Id, Wire(after.Governorate), now.Date);
            return;
        }

        _add.Add(after.Id, "governorate_change", Wire(before.Governorate), Wire(after.Governorate), reason, now, true);
        _ofDay.Forget(key);
    }

    private static string? Wire(string? governorate) =>
        governorate is null ? null : EnumText.Wire(EnumText.FromStored<Governorate>(governorate));
}
