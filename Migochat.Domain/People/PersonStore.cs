using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.People;

/// <summary>The intake's prepared SQL for persons.</summary>
internal sealed class PersonStore(DatabaseConnection connection) : IDisposable
{
    private const string Columns = """
        SELECT u.id, u.psid, u.created_at, u.last_message_at, u.last_inbound_at, u.is_active, u.first_name, u.last_name,
               u.phone_number, u.score_due_at, u.field_sources, u.locked, u.governorate, i.id, i.seen_at,
               c.id, c.started_at, c.last_activity, c.is_active, c.message_count, c.waiting_since
        """;

    private const string WithNewestConversation = """
        LEFT JOIN conversations c ON c.id = (SELECT n.id FROM conversations n WHERE n.user_id = u.id ORDER BY n.started_at DESC LIMIT 1)
        """;

    private readonly Statement _find = new(connection, $"""
        {Columns} FROM user_identities i JOIN users u ON u.id = i.user_id {WithNewestConversation} WHERE i.kind = @0 AND i.value = @1
        """);

    private readonly Statement _get = new(connection, $"""
        {Columns} FROM users u LEFT JOIN user_identities i ON i.user_id = u.id {WithNewestConversation} WHERE u.id = @0 LIMIT 1
        """);

    private readonly Statement _create = new(connection, """
        INSERT INTO users (psid, platform, phone_number, created_at, last_stage_change, is_active, search_text)
        VALUES (@0, @1, @2, @3, @4, FALSE, @5) RETURNING id
        """);

    private readonly Statement _setPsid = new(connection, "UPDATE users SET psid = @1, platform = @2 WHERE id = @0 AND psid <> @1");

    private readonly Statement _mark = new(connection, "UPDATE users SET psid = @1 WHERE id = @0 AND psid = @2");

    private readonly Statement _touch = new(connection, """
        UPDATE users SET created_at = @1, last_message_at = @2, last_inbound_at = @3, is_active = @4, first_name = @5,
                         last_name = @6, field_sources = @7, marketing_opt_out_at = @8
        WHERE id = @0
        """);

    private readonly Statement _setTimes = new(connection,
        "UPDATE users SET last_message_at = @1, last_inbound_at = @2, is_active = @3, score_due_at = @4 WHERE id = @0");

    private readonly Statement _setFirstTouch = new(connection,
        "UPDATE users SET first_source = @1, first_ad_id = @2, first_post_id = @3 WHERE id = @0");

    private readonly Statement _setPhone = new(connection, "UPDATE users SET phone_number = @1 WHERE id = @0 AND phone_number IS DISTINCT FROM @1");

    private readonly Statement _claim = new(connection,
        "UPDATE users SET governorate = @1, phone_number = @2, field_sources = @3 WHERE id = @0");

    private readonly Statement _searched = new(connection, "SELECT first_name, last_name, phone_number, psid FROM users WHERE id = @0");
    private readonly Statement _setSearch = new(connection, "UPDATE users SET search_text = @1 WHERE id = @0 AND search_text IS DISTINCT FROM @1");
    private readonly Statement _setDue = new(connection, "UPDATE users SET score_due_at = @1 WHERE id = @0");

    public IdentityStore Identities { get; } = new(connection);

    /// <returns>The person, the identity's row and the time of its latest event; null if no person has the identity.</returns>
    public (Person Person, long IdentityId, DateTime SeenAt)? Find(Identity identity)
    {
        using var row = _find.Query(identity.Kind, identity.Value);
        if (!row.Read())
            return null;
        return (ReadPerson(row), row.Number(13), row.Time(14));
    }

    /// <exception cref="InvalidOperationException">There is no such person.</exception>
    public Person Get(long userId)
    {
        using var row = _get.Query(userId);
        return row.Read() ? ReadPerson(row) : throw new InvalidOperationException($"Person {userId} was just found and is not there.");
    }

    /// <summary>A new row with its id and the time of its first event; all else is empty.</summary>
    public Person Create(Identity identity, DateTime time, DateTime receivedAt)
    {
        var psid = ClaimPsid(identity, 0);
        var phone = identity.Kind == IdentityKind.WhatsAppPhone ? PhoneOf(identity) : null;
        var id = _create.RunForId(psid, Psid.PlatformOf(identity.Kind), phone, time, receivedAt, SearchText.Of(null, null, phone, psid));
        return new Person { Id = id!.Value, Psid = psid, CreatedAt = time, PhoneNumber = phone, StoredName = new PersonName(null, null) };
    }

    public void SetPsid(long userId, Identity identity)
    {
        if (_setPsid.Run(userId, ClaimPsid(identity, userId), Psid.PlatformOf(identity.Kind)) > 0)
            Index(userId);
    }

    /// <summary>The WhatsApp number that a person writes from; null if they write from none.</summary>
    public string? NumberOf(long userId)
    {
        var identities = Identities.Of(userId);
        return identities.Count > 0 && Psid.Choose(identities) is { Kind: IdentityKind.WhatsAppPhone } number ? PhoneOf(number) : null;
    }

    public void SetPhone(long userId, string? phone)
    {
        if (_setPhone.Run(userId, phone) > 0)
            Index(userId);
    }

    /// <summary>Writes the person's search text anew, after a change of name, phone or psid.</summary>
    public void Index(long userId)
    {
        string text;
        using (var row = _searched.Query(userId))
        {
            row.Read();
            text = SearchText.Of(row.TextOrNull(0), row.TextOrNull(1), row.TextOrNull(2), row.Text(3));
        }

        _setSearch.Run(userId, text);
    }

    public void SetFirstTouch(long userId, FirstTouch? first) =>
        _setFirstTouch.Run(userId, first is null ? null : EnumText.Stored(first.Source), first?.AdId, first?.PostId);

    /// <summary>Writes the governorate and phone that the person's texts state.</summary>
    public void Claim(Person before, Person after)
    {
        _claim.Run(after.Id, after.Governorate, after.PhoneNumber, after.Sources.ToString());
        if (after.PhoneNumber != before.PhoneNumber)
            Index(after.Id);
    }

    /// <summary>Marks the lead for rescoring.</summary>
    public void SetDue(long userId, DateTime at)
    {
        _setDue.Run(userId, at);
    }

    /// <summary>Writes the columns that a message changed on its person, and when the score is due.</summary>
    /// <param name="before">The person before the message.</param>
    /// <param name="after">The person after it.</param>
    public void Touch(Person before, Person after)
    {
        if (after == before)
            return;
        if (after != before with { LastMessageAt = after.LastMessageAt, LastInboundAt = after.LastInboundAt, IsActive = after.IsActive, ScoreDueAt = after.ScoreDueAt })
        {
            Touch(after);
            if (after.ScoreDueAt != before.ScoreDueAt)
                _setDue.Run(after.Id, after.ScoreDueAt);
            return;
        }

        _setTimes.Run(after.Id, after.LastMessageAt, after.LastInboundAt, after.IsActive, after.ScoreDueAt);
    }

    /// <summary>Writes the columns that any event can change: times, activity, names, field sources, opt-out.</summary>
    public void Touch(Person person)
    {
        _touch.Run(
            person.Id,
            person.CreatedAt,
            person.LastMessageAt,
            person.LastInboundAt,
            person.IsActive,
            person.FirstName,
            person.LastName,
            person.Sources.ToString(),
            person.Sources.Marketing?.OptOutAt);
        if (person.Name != person.StoredName)
            Index(person.Id);
    }

    public static string PhoneOf(Identity whatsAppPhone) => "+" + whatsAppPhone.Value;

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_find, _get, _create, _setPsid, _mark, _touch, _setTimes, _setFirstTouch, _setPhone, _claim, _setDue, _searched, _setSearch])
            statement.Dispose();
        Identities.Dispose();
    }

    /// <summary>The psid of the identity. A person who has this plain value under a lesser kind gives it up first.</summary>
    private string ClaimPsid(Identity identity, long userId)
    {
        var namesakes = Identities.Namesakes(identity.Value, userId);
        foreach (var (kind, other) in namesakes.Where(namesake => Psid.Rank(namesake.Kind) > Psid.Rank(identity.Kind)))
        {
            if (_mark.Run(other, $"{kind}:{identity.Value}", identity.Value) > 0)
                Index(other);
        }

        return Psid.Text(identity, namesakes.Select(namesake => namesake.Kind));
    }

    private static Person ReadPerson(Rows row) => new()
    {
        Id = row.Number(0),
        Psid = row.Text(1),
        CreatedAt = row.Time(2),
        LastMessageAt = row.TimeOrNull(3),
        LastInboundAt = row.TimeOrNull(4),
        IsActive = row.Truth(5),
        FirstName = row.TextOrNull(6),
        LastName = row.TextOrNull(7),
        PhoneNumber = row.TextOrNull(8),
        ScoreDueAt = row.TimeOrNull(9),
        Sources = FieldSources.Parse(row.TextOrNull(10)),
        Locked = row.TextOrNull(11),
        Governorate = row.TextOrNull(12),
        StoredName = new PersonName(row.TextOrNull(6), row.TextOrNull(7)),
        Newest = row.IsNull(15) ? null : ConversationStore.ReadRun(row, 15),
    };
}
