using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.People;

/// <summary>
/// Writes persons who are new or changed. SQLite rewrites the index of every column that an UPDATE names, changed or not, so the
/// columns that have one and change rarely are written apart.
/// </summary>
internal sealed class PersonWriter(DatabaseConnection connection) : IDisposable
{
    private const string Table = "users";

    private readonly SetStatement _insert = connection.NewSet(new InsertShape(
        Table, Column.Number("id"), Column.Text("psid"), Column.Text("platform"), Column.Time("last_stage_change"), Column.Time("created_at"),
        Column.Time("last_message_at"), Column.Time("last_inbound_at"), Column.Truth("is_active"), Column.Text("first_name"), Column.Text("last_name"),
        Column.Text("phone_number"), Column.Text("governorate"), Column.Text("field_sources"), Column.Time("marketing_opt_out_at"),
        Column.Time("score_due_at"), Column.Text("first_source"), Column.Number("first_ad_id"), Column.Number("first_post_id"), Column.Text("search_text")));

    private readonly SetStatement _usual = connection.NewSet(new UpdateShape(
        Table, Column.Time("last_message_at"), Column.Time("last_inbound_at"), Column.Truth("is_active"), Column.Time("created_at"),
        Column.Text("first_name"), Column.Text("last_name"), Column.Text("governorate"), Column.Text("field_sources"), Column.Time("marketing_opt_out_at")));

    private readonly SetStatement _due = connection.NewSet(new UpdateShape(Table, Column.Time("score_due_at")));

    private readonly SetStatement _phone = connection.NewSet(new UpdateShape(Table, Column.Text("phone_number")));

    private readonly SetStatement _firstTouch = connection.NewSet(new UpdateShape(
        Table, Column.Text("first_source"), Column.Number("first_ad_id"), Column.Number("first_post_id")));

    private readonly SetStatement _search = connection.NewSet(new UpdateShape(Table, Column.Text("search_text")));

    /// <summary>Takes what differs from the row.</summary>
    public void Add(TrackedPerson tracked)
    {
        if (tracked.New is { } added)
            Insert(tracked.Present, added, tracked.FirstTouch);
        else
            Update(tracked, tracked.Saved, tracked.Present);
    }

    /// <summary>Adds the statements that have rows.</summary>
    public void AddTo(ICollection<SetStatement> writes)
    {
        foreach (var statement in All.Where(statement => !statement.IsEmpty))
            writes.Add(statement);
    }

    public void Clear()
    {
        foreach (var statement in All)
            statement.Clear();
    }

    public void Dispose()
    {
        foreach (var statement in All)
            statement.Dispose();
    }

    private SetStatement[] All => [_insert, _usual, _due, _phone, _firstTouch, _search];

    private void Insert(Person person, NewPerson added, FirstTouch? first) => _insert.Add(
        person.Id, person.Psid, added.Platform, added.StageSince, person.CreatedAt, person.LastMessageAt, person.LastInboundAt, person.IsActive,
        person.FirstName, person.LastName, person.PhoneNumber, person.Governorate, person.Sources.ToString(), person.Sources.Marketing?.OptOutAt,
        person.ScoreDueAt, first is null ? null : EnumText.Stored(first.Source), first?.AdId, first?.PostId, SearchTextOf(person));

    private void Update(TrackedPerson tracked, Person saved, Person person)
    {
        if (person with { ScoreDueAt = saved.ScoreDueAt, PhoneNumber = saved.PhoneNumber, Psid = saved.Psid } != saved)
        {
            _usual.Add(
                person.Id, person.LastMessageAt, person.LastInboundAt, person.IsActive, person.CreatedAt,
                person.FirstName, person.LastName, person.Governorate, person.Sources.ToString(), person.Sources.Marketing?.OptOutAt);
        }

        if (person.ScoreDueAt != saved.ScoreDueAt)
            _due.Add(person.Id, person.ScoreDueAt);
        if (person.PhoneNumber != saved.PhoneNumber)
            _phone.Add(person.Id, person.PhoneNumber);
        if (tracked.HasFirstTouch)
            _firstTouch.Add(person.Id, tracked.FirstTouch is { } first ? EnumText.Stored(first.Source) : null, tracked.FirstTouch?.AdId, tracked.FirstTouch?.PostId);
        if (tracked.MustIndex || person.Name != saved.Name || person.PhoneNumber != saved.PhoneNumber)
            _search.Add(person.Id, SearchTextOf(person));
    }

    private static string SearchTextOf(Person person) => SearchText.Of(person.FirstName, person.LastName, person.PhoneNumber, person.Psid);
}
