using System.Data.Common;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Privacy;
using Migochat.Replies;

namespace Migochat.Webhooks;

/// <summary>Everything that the intake has prepared on its connection. Used by one thread at a time.</summary>
internal sealed class IntakeSession : IWriteTransaction, IDisposable
{
    private readonly DatabaseConnection _connection;
    private readonly List<IDisposable> _prepared = [];
    private readonly ErasureGuard _erasures;
    private readonly BatchLoader _loader;

    /// <param name="connection">The writers' own; its owner closes it.</param>
    /// <param name="erasureKeys">The hash keys as the settings have them, for where the database holds none.</param>
    public IntakeSession(DatabaseConnection connection, Func<IReadOnlyList<string>> erasureKeys)
    {
        _connection = connection;
        DeadLetters = Own(new DeadLetterStore(_connection));
        _erasures = new ErasureGuard(Own(new ErasureLookup(_connection)), erasureKeys);
        (Applier, _loader) = NewApplier();
    }

    public DatabaseConnection Connection => _connection;
    public EventApplier Applier { get; }
    public DeadLetterStore DeadLetters { get; }

    public void Begin()
    {
        _connection.BeginWrite();
        _erasures.Begin();
    }

    /// <summary>Reads what the events of a batch name.</summary>
    /// <param name="events">Each with the time of its receipt, UTC.</param>
    public void Load(IReadOnlyList<(WebhookEvent Event, DateTime ReceivedAt)> events) => _loader.Load(events);

    /// <summary>Makes the transaction durable.</summary>
    /// <exception cref="DbException">It could not; nothing is stored.</exception>
    public void Commit() => _connection.Commit();

    public void Rollback() => _connection.Rollback();

    public void Savepoint() => _connection.Savepoint();

    public void Release() => _connection.Release();

    public void RollbackToSavepoint() => _connection.RollbackToSavepoint();

    public void Dispose()
    {
        foreach (var prepared in _prepared)
            prepared.Dispose();
    }

    private (EventApplier Applier, BatchLoader Loader) NewApplier()
    {
        var persons = Own(new PersonStore(_connection));
        var messages = Own(new MessageStore(_connection));
        var history = Own(new MessageHistory(_connection));
        var conversations = persons.Conversations;
        var referrals = Own(new ReferralStore(_connection));
        var watermarks = Own(new WatermarkStore(_connection));
        var sentElsewhere = Own(new SentElsewhereStore(_connection));
        var pending = Own(new PendingStore(_connection));
        var posts = Own(new PostAndAdStore(_connection));
        var leadForms = Own(new LeadFormStore(_connection));
        var audit = Own(new ClaimAudit(_connection));
        var claims = new TextClaims(persons, history, audit);
        var rebuild = new PersonRebuild(persons, messages, history, referrals, watermarks, sentElsewhere, conversations, claims);
        var merge = new PersonMerge(Own(new PersonMergeStore(_connection)), persons, rebuild);
        var numbers = new GivenUpNumbers(pending, persons);
        var finder = new PersonFinder(persons, merge, rebuild, pending, numbers, _erasures);
        var attributions = new AttributionResolver(posts, referrals, watermarks);
        var changes = new ChangeApplier(finder, persons, rebuild, messages, attributions, conversations, claims, pending);
        var messageApplier = new MessageApplier(finder, persons, rebuild, messages, attributions, new ConversationApplier(conversations), sentElsewhere, changes, claims, leadForms);
        var receipts = new ReceiptApplier(finder, rebuild, messages, watermarks, sentElsewhere, changes);
        var replies = new ReplyApplier(Own(new SentReplyStore(_connection)), messages, messageApplier, receipts);
        var applier = new EventApplier(
            messageApplier,
            changes,
            receipts,
            new ReferralApplier(finder, persons, rebuild, posts, referrals),
            new PersonApplier(finder, persons),
            posts,
            DeadLetters,
            replies,
            _erasures);
        return (applier, new BatchLoader(_connection, persons, messages, pending, sentElsewhere, watermarks, referrals, posts, audit, replies, numbers, _erasures));
    }

    private T Own<T>(T prepared) where T : IDisposable
    {
        _prepared.Add(prepared);
        return prepared;
    }
}
