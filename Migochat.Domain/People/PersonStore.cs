using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.People;

/// <summary>The intake's persons, as a part of the unit of work: each is read once in a transaction and saved once, with all that changed.</summary>
internal sealed class PersonStore : IUnitPart, IDisposable
{
    private const string Table = "users";

    private const string Columns = """
        u.id, u.psid, u.created_at, u.last_message_at, u.last_inbound_at, u.is_active, u.first_name, u.last_name,
        u.phone_number, u.score_due_at, u.field_sources, u.locked, u.governorate,
        c.id, c.started_at, c.last_activity, c.is_active, c.message_count, c.waiting_since
        """;

    private const string NewestConversation = """
        LEFT JOIN conversations c ON c.id = (SELECT n.id FROM conversations n WHERE n.user_id = u.id ORDER BY n.started_at DESC LIMIT 1)
        """;

    // Where the columns of the person, and those of the newest conversation, begin.
    private const int OfPerson = 2;
    private const int OfConversation = 13;

    private readonly DatabaseConnection _connection;
    private readonly Dictionary<long, TrackedPerson> _persons = [];
    private readonly List<TrackedPerson> _changed = [];
    private readonly List<Identity> _asked = [];
    private readonly List<Identity> _sent = [];
    private readonly SetStatement _find;
    private readonly PersonWriter _writer;
    private readonly Statement _get;
    private readonly Statement _setPsid;
    private readonly Statement _mark;

    public PersonStore(DatabaseConnection connection)
    {
        _connection = connection;
        Identities = new IdentityStore(connection);
        Conversations = new ConversationStore(connection);
        _find = connection.NewSet(new SelectShape(
            $"SELECT i.id, i.seen_at, {Columns} FROM user_identities i JOIN users u ON u.id = i.user_id {NewestConversation} WHERE i.kind = @0 AND i.value = @1",
            [ColumnType.Text, ColumnType.Text], (key, row) => Know(_sent[key], row)));
        _writer = new PersonWriter(connection);
        _get = new Statement(connection, $"SELECT {Columns} FROM users u {NewestConversation} WHERE u.id = @0");
        _setPsid = new Statement(connection, "UPDATE users SET psid = @1, platform = @2 WHERE id = @0 AND psid <> @1", Statement.Nothing);
        _mark = new Statement(connection, "UPDATE users SET psid = @1 WHERE id = @0 AND psid = @2", Statement.Nothing);
        connection.Unit.Add(this);
    }

    public IdentityStore Identities { get; }

    public ConversationStore Conversations { get; }

    /// <summary>Notes an id whose person the next round trip reads.</summary>
    public void Ask(Identity identity)
    {
        if (!Identities.IsKnown(identity))
            _asked.Add(identity);
    }

    /// <summary>Adds what was asked for to a round trip. Nothing may be unsaved then.</summary>
    public void AddTo(ICollection<SetStatement> round)
    {
        if (_asked.Count == 0)
            return;
        _sent.Clear();
        foreach (var identity in _asked.Distinct())
        {
            _sent.Add(identity);
            _find.Add(identity.Kind, identity.Value);
            Identities.KnowNone(identity);
        }

        _asked.Clear();
        round.Add(_find);
    }

    /// <returns>The person and the time of the identity's latest event; null if no person has the identity.</returns>
    public (Person Person, DateTime SeenAt)? Find(Identity identity)
    {
        if (!Identities.IsKnown(identity))
        {
            _connection.Unit.Save();
            var round = new List<SetStatement>();
            Ask(identity);
            AddTo(round);
            _connection.Send(round);
        }

        return Identities.Find(identity) is { } known ? (Get(known.UserId), known.SeenAt) : null;
    }

    /// <exception cref="InvalidOperationException">There is no such person.</exception>
    public Person Get(long userId) => Tracked(userId).Present;

    /// <summary>A new row with its id and the time of its first event; all else is empty.</summary>
    public Person Create(Identity identity, DateTime time, DateTime receivedAt)
    {
        var psid = ClaimPsid(identity, 0);
        var person = new Person
        {
            Id = _connection.NewId(Table),
            Psid = psid,
            CreatedAt = time,
            PhoneNumber = identity.Kind == IdentityKind.WhatsAppPhone ? PhoneOf(identity) : null,
        };
        var tracked = new TrackedPerson(person) { New = new NewPerson(Psid.PlatformOf(identity.Kind), receivedAt), IsDirty = true };
        _persons.Add(person.Id, tracked);
        _changed.Add(tracked);
        Conversations.Know(person.Id, null);
        return person;
    }

    /// <summary>True if the person has no row yet.</summary>
    public bool IsNew(long userId) => Tracked(userId).New is not null;

    public void SetPsid(long userId, Identity identity)
    {
        var psid = ClaimPsid(identity, userId);
        if (_setPsid.Run(userId, psid, Psid.PlatformOf(identity.Kind)) > 0)
            TakePsid(userId, psid);
    }

    /// <summary>The WhatsApp number that a person writes from; null if they write from none.</summary>
    public string? NumberOf(long userId)
    {
        var identities = Identities.Of(userId);
        return identities.Count > 0 && Psid.Choose(identities) is { Kind: IdentityKind.WhatsAppPhone } number ? PhoneOf(number) : null;
    }

    public void SetPhone(long userId, string? phone) => Change(userId, person => person with { PhoneNumber = phone });

    /// <summary>Lets the person's search text be written anew, after another statement changed name or phone.</summary>
    public void Index(long userId)
    {
        var tracked = Tracked(userId);
        tracked.MustIndex = true;
        Note(tracked);
    }

    public void SetFirstTouch(long userId, FirstTouch? first)
    {
        var tracked = Tracked(userId);
        (tracked.FirstTouch, tracked.HasFirstTouch) = (first, true);
        Note(tracked);
    }

    /// <summary>Takes the governorate and phone that the person's texts state.</summary>
    public void Claim(Person after) => Change(after.Id, person => person with { Governorate = after.Governorate, PhoneNumber = after.PhoneNumber, Sources = after.Sources });

    /// <summary>Marks the lead for rescoring. A lead that is due already keeps its time.</summary>
    public void SetDue(long userId, DateTime now) => Change(userId, person => person.ScoreDueAt <= now ? person : person with { ScoreDueAt = now });

    /// <summary>Takes the columns that any event can change: times, activity, names, field sources, opt-out.</summary>
    public void Touch(Person after) => Change(after.Id, person => person with
    {
        CreatedAt = after.CreatedAt,
        LastMessageAt = after.LastMessageAt,
        LastInboundAt = after.LastInboundAt,
        IsActive = after.IsActive,
        FirstName = after.FirstName,
        LastName = after.LastName,
        Sources = after.Sources,
    });

    public static string PhoneOf(Identity whatsAppPhone) => "+" + whatsAppPhone.Value;

    public void Collect(ICollection<SetStatement> writes)
    {
        foreach (var tracked in _changed)
        {
            _writer.Add(tracked);
            tracked.Save();
        }

        _changed.Clear();
        _writer.AddTo(writes);
    }

    public void Forget(string? table)
    {
        if (table is not (null or Table))
            return;
        _persons.Clear();
        _changed.Clear();
        _asked.Clear();
        _find.Clear();
        _writer.Clear();
    }

    public void Dispose()
    {
        _connection.Unit.Remove(this);
        foreach (var prepared in (IDisposable[])[_find, _writer, _get, _setPsid, _mark, Identities, Conversations])
            prepared.Dispose();
    }

    private TrackedPerson Tracked(long userId)
    {
        if (_persons.TryGetValue(userId, out var tracked))
            return tracked;
        using var row = _get.Query(userId);
        return row.Read() ? Know(row, 0) : throw new InvalidOperationException($"Person {userId} was just found and is not there.");
    }

    private void Know(Identity identity, Rows row)
    {
        var tracked = Know(row, OfPerson);
        Identities.Know(identity, tracked.Present.Id, row.Number(0), row.Time(1));
    }

    private TrackedPerson Know(Rows row, int first)
    {
        var id = row.Number(first);
        if (_persons.TryGetValue(id, out var known))
            return known;
        Conversations.Know(id, row.IsNull(first + OfConversation) ? null : ConversationStore.ReadRun(row, first + OfConversation));
        var tracked = new TrackedPerson(Read(row, first));
        _persons.Add(id, tracked);
        return tracked;
    }

    private void Change(long userId, Func<Person, Person> change)
    {
        var tracked = Tracked(userId);
        var changed = change(tracked.Present);
        if (changed == tracked.Present)
            return;
        tracked.Present = changed;
        Note(tracked);
    }

    private void Note(TrackedPerson tracked)
    {
        if (!tracked.IsDirty)
            _changed.Add(tracked);
        tracked.IsDirty = true;
    }

    /// <summary>The psid of the identity. A person who has this plain value under a lesser kind gives it up first.</summary>
    private string ClaimPsid(Identity identity, long userId)
    {
        var namesakes = Identities.Namesakes(identity.Value, userId);
        foreach (var (kind, other) in namesakes.Where(namesake => Psid.Rank(namesake.Kind) > Psid.Rank(identity.Kind)))
        {
            var marked = $"{kind}:{identity.Value}";
            if (_mark.Run(other, marked, identity.Value) > 0)
                TakePsid(other, marked);
        }

        return Psid.Text(identity, namesakes.Select(namesake => namesake.Kind));
    }

    private void TakePsid(long userId, string psid)
    {
        var tracked = Tracked(userId);
        tracked.Present = tracked.Present with { Psid = psid };
        Index(userId);
    }

    private static Person Read(Rows row, int first) => new()
    {
        Id = row.Number(first),
        Psid = row.Text(first + 1),
        CreatedAt = row.Time(first + 2),
        LastMessageAt = row.TimeOrNull(first + 3),
        LastInboundAt = row.TimeOrNull(first + 4),
        IsActive = row.Truth(first + 5),
        FirstName = row.TextOrNull(first + 6),
        LastName = row.TextOrNull(first + 7),
        PhoneNumber = row.TextOrNull(first + 8),
        ScoreDueAt = row.TimeOrNull(first + 9),
        Sources = FieldSources.Parse(row.TextOrNull(first + 10)),
        Locked = row.TextOrNull(first + 11),
        Governorate = row.TextOrNull(first + 12),
    };
}
