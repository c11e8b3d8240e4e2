using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Migochat.Data;
using Migochat.Fetches;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Privacy;
using Migochat.Scoring;
using Migochat.Settings;
using Migochat.Webhooks;

namespace Migochat.Tests.Webhooks;

/// <summary>
/// The intake without HTTP, on a real file: applies deliveries one after the other, and writes down every column that comes
/// from events in a form that neither ids nor order of arrival can change.
/// </summary>
internal sealed class Ledger : IDisposable
{
    public static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Under which everything is applied.</summary>
    public IntakeSettings Settings { get; set; } = new(TimeSpan.FromHours(24), TimeSpan.FromDays(90));

    private readonly TestDatabase _database;
    private readonly IntakeSession _session;
    private readonly DatabaseConnection _written;
    private readonly DatabaseConnection _outside;
    private readonly Eraser _eraser;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Now));

    public Ledger()
    {
        _database = new TestDatabase(_time);
        _written = _database.Engine.Open();
        _session = new IntakeSession(_written, () => []);
        _outside = _database.Engine.Open();
        _eraser = NewEraser();
    }

    private Eraser NewEraser()
    {
        var (engine, configuration) = (_database.Engine, _database.Configuration);
        var database = new MigochatDatabase(engine, TimeProvider.System, NullLogger<MigochatDatabase>.Instance);
        var vault = new KeyVaultSecrets(configuration, new AzureVaultAccess(configuration), _time, NullLogger<KeyVaultSecrets>.Instance);
        var settings = new SettingsReader(database, engine, configuration, vault, _time, NullLogger<SettingsReader>.Instance);
        var keys = new ErasureKeys(engine, _database.Writes, settings);
        return new Eraser(engine, _database.Writes, keys, _time, NullLogger<Eraser>.Instance);
    }

    /// <summary>Erases whoever is stored under a row, as of that moment.</summary>
    public async Task EraseAsync(long userId, DateTime at)
    {
        _time.AdjustTime(new DateTimeOffset(at));
        Assert.NotNull(await _eraser.EraseAsync(userId, CancellationToken.None));
    }

    /// <summary>Takes text and metadata from what happened before that moment, and gives what is stored then.</summary>
    public async Task<(PurgeCounts Taken, string Stored)> PurgeAsync(DateTime keptSince) =>
        (await new RetentionSweep(_database.Engine, _database.Writes).RunAsync(Now, Now - keptSince, DateTime.MinValue, CancellationToken.None), Read());

    /// <summary>Empties the file, applies the deliveries in one transaction, and gives what is stored.</summary>
    public string Write(IEnumerable<JsonNode> deliveries)
    {
        Empty();
        return Add(deliveries);
    }

    /// <summary>Loads what the deliveries name and applies them to what is there, in one transaction, and gives what is stored.</summary>
    public string Add(IEnumerable<JsonNode> deliveries)
    {
        var documents = deliveries.Select(delivery => MetaJson.Parse(Encoding.UTF8.GetBytes(delivery.Json()))!).ToList();
        _session.Begin();
        try
        {
            var events = documents.SelectMany(EventsOf).ToList();
            _session.Load([.. events.Select(@event => (@event, Now))]);
            foreach (var @event in events)
                _session.Applier.Apply(@event, Settings, Now);
        }
        catch
        {
            _session.Rollback();
            throw;
        }
        finally
        {
            documents.ForEach(document => document.Dispose());
        }

        _session.Commit();
        return Read();
    }

    /// <summary>Applies each delivery in a transaction of its own, before which something else happens. Nothing is loaded ahead.</summary>
    public string WriteApart(IEnumerable<JsonNode> deliveries, Action<JsonNode> before)
    {
        Empty();
        foreach (var delivery in deliveries)
        {
            before(delivery);
            _session.Begin();
            Apply(delivery);
            _session.Commit();
        }

        return Read();
    }

    /// <summary>Applies a delivery, and takes it back.</summary>
    public void Undo(JsonNode delivery)
    {
        _session.Begin();
        Apply(delivery);
        _session.Rollback();
    }

    /// <summary>Applies a delivery, takes it back alone, and commits what is left.</summary>
    public void UndoAlone(JsonNode delivery)
    {
        _session.Begin();
        _session.Savepoint();
        Apply(delivery);
        _session.RollbackToSavepoint();
        _session.Commit();
    }

    /// <summary>Commits a change on another connection.</summary>
    public void Interfere(Action<MigochatDbContext> change)
    {
        using var context = _database.Engine.CreateContext();
        change(context);
        context.SaveChanges();
    }

    /// <summary>Rescores a lead beside the intake: nothing is pending then.</summary>
    public void PutOff(long userId)
    {
        using var scoring = new ScoringStore(_written);
        _session.Begin();
        scoring.PutOff(userId, null);
        _session.Commit();
    }

    /// <summary>When the last thing happened that a delivery tells of, UTC; the greatest moment for what nobody is named in.</summary>
    public static DateTime TimeOf(JsonNode delivery)
    {
        using var document = MetaJson.Parse(Encoding.UTF8.GetBytes(delivery.Json()))!;
        return Reading.Reader.Read(document.RootElement, new ReadingContext(Now, OurAccounts.All)).Max(@event => EventSubjects.Of(@event, Now).Time);
    }

    /// <summary>The kinds of the events that a delivery is read into.</summary>
    public static string[] KindsOf(JsonNode delivery)
    {
        using var document = MetaJson.Parse(Encoding.UTF8.GetBytes(delivery.Json()))!;
        return [.. Reading.Reader.Read(document.RootElement, new ReadingContext(Now, OurAccounts.All)).Select(@event => @event.Kind)];
    }

    /// <summary>Reads rows through the EF Core model.</summary>
    public T Read<T>(Func<MigochatDbContext, T> query)
    {
        using var context = _database.Engine.CreateContext();
        return query(context);
    }

    public void Dispose()
    {
        _outside.Dispose();
        _session.Dispose();
        _written.Dispose();
        _database.Dispose();
    }

    private void Apply(JsonNode delivery)
    {
        using var document = MetaJson.Parse(Encoding.UTF8.GetBytes(delivery.Json()))!;
        foreach (var @event in EventsOf(document))
            _session.Applier.Apply(@event, Settings, Now);
    }

    private static IReadOnlyList<WebhookEvent> EventsOf(JsonDocument document) =>
        [.. Reading.Reader.Read(document.RootElement, new ReadingContext(Now, OurAccounts.All))];

    /// <summary>Stores an answer of the Graph API in a transaction of its own.</summary>
    /// <param name="kind">Of the fetch.</param>
    /// <param name="target">What was fetched.</param>
    /// <param name="answer">Meta's object.</param>
    /// <param name="at">When it was fetched, UTC.</param>
    public void Fetch(IStoredFetch kind, string target, JsonNode answer, DateTime at)
    {
        using var document = MetaJson.Parse(Encoding.UTF8.GetBytes(answer.Json()))!;
        _session.Begin();
        kind.Store(new FetchAnswer(_written, target, document.RootElement, Settings, at));
        _session.Commit();
    }

    /// <summary>Computes every person anew from their rows, and gives what is stored then.</summary>
    public string Rebuild()
    {
        var ids = Read(context => context.Users.Select(user => user.Id).Order().ToArray());
        _outside.BeginWrite();
        using var persons = new PersonStore(_outside);
        using var messages = new MessageStore(_outside);
        using var history = new MessageHistory(_outside);
        using var referrals = new ReferralStore(_outside);
        using var marks = new WatermarkStore(_outside);
        using var sentElsewhere = new SentElsewhereStore(_outside);
        using var audit = new ClaimAudit(_outside);
        var rebuild = new PersonRebuild(persons, messages, history, referrals, marks, sentElsewhere, persons.Conversations, new TextClaims(persons, history, audit));
        foreach (var id in ids)
            rebuild.Rebuild(persons.Get(id), Settings, Now);
        _outside.Commit();
        return Read();
    }

    private void Empty()
    {
        foreach (var table in (string[])
            [
                "outbox", "lead_activities", "conversations", "messages", "referrals", "user_identities", "thread_marks", "pending_receipt_people", "pending_receipts", "dead_letter_people",
                "fetches", "dead_letters", "users", "posts", "ad_campaigns", "erasures", "deletion_requests",
            ])
        {
            _outside.Run($"DELETE FROM {table}");
        }
    }

    private string Read() => LedgerText.Of(_outside.Inner);
}
