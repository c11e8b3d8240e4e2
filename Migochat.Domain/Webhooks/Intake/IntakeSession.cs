using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Privacy;
using Migochat.Scoring;

namespace Migochat.Webhooks;

/// <summary>The intake's connection with everything prepared on it, which rescoring in the background uses too. Used by one thread at a time.</summary>
internal sealed class IntakeSession : IWriteTransaction, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<IDisposable> _prepared = [];
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _savepoint;
    private readonly Statement _release;
    private readonly Statement _rollbackToSavepoint;
    private readonly Statement _version;
    private readonly ErasureGuard _erasures;
    private readonly PersonMemory _memory = new();
    private readonly PendingStore _pending;
    private bool _inTransaction;

    /// <param name="connections">To the file.</param>
    /// <param name="erasureKeys">The hash keys as the settings have them, for where the file holds none.</param>
    /// <exception cref="SqliteException">The file can't be opened.</exception>
    public IntakeSession(SqliteConnections connections, Func<IReadOnlyList<string>> erasureKeys)
    {
        _connection = connections.OpenForIntake();
        try
        {
            // Holds the pages with the rows and index entries of a thousand people who write at the same time. A page that is not cached
            // is searched in the WAL, then read from the file.
            _connection.Execute("PRAGMA cache_size=-49152");
            _begin = Prepare("BEGIN IMMEDIATE");
            _commit = Prepare("COMMIT");
            _rollback = Prepare("ROLLBACK");
            _savepoint = Prepare("SAVEPOINT event");
            _release = Prepare("RELEASE event");
            _rollbackToSavepoint = Prepare("ROLLBACK TO event");
            _version = Prepare("PRAGMA data_version");
            Scoring = Own(new ScoringStore(_connection, _memory));
            DeadLetters = Own(new DeadLetterStore(_connection));
            _erasures = new ErasureGuard(Own(new ErasureLookup(_connection)), erasureKeys);
            _pending = Own(new PendingStore(_connection));
            Applier = NewApplier();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public EventApplier Applier { get; }
    public DeadLetterStore DeadLetters { get; }
    public ScoringStore Scoring { get; }

    public void Begin()
    {
        _begin.Run();
        _inTransaction = true;
        var version = _version.RunForId()!.Value;
        _memory.Begin(version);
        _pending.Begin(version);
        _erasures.Begin();
    }

    /// <summary>Makes the transaction durable.</summary>
    /// <exception cref="SqliteException">It could not; with CANTOPEN where the file is no longer in its place.</exception>
    public void Commit()
    {
        if (SqliteNative.HasMoved(_connection))
            throw new SqliteException("The database file was moved or deleted while it was open.", SQLitePCL.raw.SQLITE_CANTOPEN);
        _commit.Run();
        _inTransaction = false;
    }

    /// <summary>Undoes the transaction, unless SQLite has done so by itself.</summary>
    public void Rollback()
    {
        _memory.Clear();
        if (!_inTransaction)
            return;
        _inTransaction = false;
        WalBuffering.Discard(_connection);
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            _rollback.Run();
    }

    public void Savepoint() => _savepoint.Run();

    public void Release() => _release.Run();

    public void RollbackToSavepoint()
    {
        _memory.Clear();
        _rollbackToSavepoint.Run();
        _release.Run();
    }

    public void Dispose()
    {
        _inTransaction = false;
        WalBuffering.Discard(_connection);
        foreach (var prepared in _prepared)
            prepared.Dispose();
        _connection.Dispose();
    }

    private EventApplier NewApplier()
    {
        var persons = Own(new PersonStore(_connection, _memory));
        var messages = Own(new MessageStore(_connection));
        var conversations = Own(new ConversationStore(_connection, _memory.Forget));
        var referrals = Own(new ReferralStore(_connection));
        var watermarks = Own(new WatermarkStore(_connection));
        var sentElsewhere = Own(new SentElsewhereStore(_connection));
        var posts = Own(new PostAndAdStore(_connection));
        var leadForms = Own(new LeadFormStore(_connection));
        var claims = new TextClaims(persons, messages, Own(new ClaimAudit(_connection)));
        var rebuild = new PersonRebuild(persons, messages, referrals, watermarks, sentElsewhere, conversations, claims);
        var merge = new PersonMerge(Own(new PersonMergeStore(_connection, _memory)), persons, rebuild);
        var finder = new PersonFinder(persons, merge, rebuild, _pending, new GivenUpNumbers(_pending, persons), _erasures);
        var attributions = new AttributionResolver(posts, referrals, watermarks);
        var changes = new ChangeIntake(finder, persons, rebuild, messages, attributions, conversations, claims, _pending);
        return new EventApplier(
            new MessageIntake(_memory, finder, persons, rebuild, messages, attributions, new ConversationIntake(conversations), sentElsewhere, changes, claims, leadForms),
            changes,
            new ReceiptIntake(finder, rebuild, messages, watermarks, sentElsewhere, changes),
            new ReferralIntake(finder, persons, rebuild, posts, referrals),
            new PersonIntake(finder, persons),
            posts,
            DeadLetters,
            _erasures);
    }

    private Statement Prepare(string sql) => Own(new Statement(_connection, sql));

    private T Own<T>(T prepared) where T : IDisposable
    {
        _prepared.Add(prepared);
        return prepared;
    }
}
