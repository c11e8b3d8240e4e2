using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Migochat.Data;

namespace Migochat.Privacy;

/// <summary>
/// Erases people: every row that names them in one transaction under the write lock, and then the bytes, in which deleted rows
/// are overwritten, from the WAL too. Keyed hashes stay, by which the intake refuses what comes of theirs later.
/// </summary>
public sealed partial class Eraser(
    SqliteConnections connections,
    WriteLock writeLock,
    Checkpointer checkpointer,
    ErasureKeys keys,
    TimeProvider time,
    ILogger<Eraser> logger)
{
    /// <summary>Erases a lead at the wish of a member of staff. Once it is its turn, cancelling does nothing.</summary>
    /// <returns>Null if there is no such lead.</returns>
    public async Task<ErasureReceipt?> EraseAsync(long userId, CancellationToken cancellationToken)
    {
        var receipt = await WriteAsync(
            (store, book, hasher) => store.Exists(userId) ? Forget(store, book, hasher, new Wish(DeletionKind.Erasure, [userId], [], null)) : null,
            cancellationToken);
        return receipt is null ? null : await CompleteAsync(receipt);
    }

    /// <summary>Erases whoever has one of the ids, at their own wish; the ids are refused from then on even where nobody has them.</summary>
    /// <param name="identities">Of which the first stands for the wish.</param>
    /// <param name="issuedAt">When it was signed, UTC.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>The receipt's code; of a wish that was fulfilled before, that one's.</returns>
    internal async Task<string> EraseAsync(IReadOnlyList<Identity> identities, DateTime issuedAt, CancellationToken cancellationToken)
    {
        var known = default(string);
        var receipt = await WriteAsync(
            (store, book, hasher) =>
            {
                known = book.Find(hasher.AllOf(identities[0]), DeletionKind.DataDeletion, issuedAt);
                var people = identities.Select(store.Owner).OfType<long>().Distinct().ToList();
                return known is null ? Forget(store, book, hasher, new Wish(DeletionKind.DataDeletion, people, identities, issuedAt)) : null;
            },
            cancellationToken);
        return receipt is null ? known! : (await CompleteAsync(receipt)).Code;
    }

    /// <summary>Writes down that somebody took the permissions away; nothing is erased.</summary>
    /// <param name="identities">Of which the first stands for them.</param>
    /// <param name="issuedAt">When it was signed, UTC.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>The code under which it is noted.</returns>
    internal Task<string> NoteAsync(IReadOnlyList<Identity> identities, DateTime issuedAt, CancellationToken cancellationToken) => WriteAsync(
        (_, book, hasher) =>
        {
            if (book.Find(hasher.AllOf(identities[0]), DeletionKind.Deauthorize, issuedAt) is { } known)
                return known;
            var (code, now) = (ErasureCode.New(), time.Now());
            book.Record(new DeletionRequest
            {
                Code = code,
                Kind = DeletionKind.Deauthorize,
                PersonHash = hasher.Of(identities[0]),
                IssuedAt = issuedAt,
                RequestedAt = now,
                CompletedAt = now,
            });
            return code;
        },
        cancellationToken);

    /// <summary>Empties the WAL after an erasure that could not, and says so in its receipt.</summary>
    /// <returns>False if somebody still reads an old state of the file.</returns>
    public async Task<bool> CompleteAsync()
    {
        using var connection = connections.Open();
        using var book = new ErasureRecordStore(connection);
        if (book.LastOpen() is not { } last)
            return true;
        if (!await checkpointer.EmptyAsync())
            return false;
        using (await writeLock.EnterAsync(CancellationToken.None))
            book.Complete(last, time.Now());
        checkpointer.Committed();
        return true;
    }

    private async Task<T> WriteAsync<T>(Func<ErasureStore, ErasureRecordStore, ErasureHasher, T> write, CancellationToken cancellationToken)
    {
        var hasher = await keys.HasherAsync(cancellationToken);
        using var connection = connections.Open();
        using var store = new ErasureStore(connection);
        using var book = new ErasureRecordStore(connection);
        using (await writeLock.EnterAsync(cancellationToken))
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var result = write(store, book, hasher);
            transaction.Commit();
            return result;
        }
    }

    private async Task<ErasureReceipt> CompleteAsync(ErasureReceipt receipt)
    {
        try
        {
            receipt = receipt with { Completed = await CompleteAsync() };
        }
        catch (SqliteException exception)
        {
            // The rows are gone, and whoever asked must hear so; the bytes follow at the latest with the nightly timer.
            NotCompleted(logger, receipt.Code, exception.SqliteErrorCode);
        }

        Erased(logger, receipt.Code, receipt.Rows.Values.Sum(), receipt.Completed ? "gone from the file's bytes" : "still in the write-ahead log");
        return receipt;
    }

    private ErasureReceipt Forget(ErasureStore store, ErasureRecordStore book, ErasureHasher hasher, Wish wish)
    {
        var now = time.Now();
        // A clock of Meta's may be ahead of ours: what is stored must not come back.
        var erasedAt = wish.People.Select(store.Last).Append(now).Max()!.Value;
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        var hashes = wish.Named.Select(hasher.Of).ToList();
        foreach (var userId in wish.People)
        {
            var identities = store.Identities(userId);
            hashes.AddRange(identities.Select(hasher.Of));
            foreach (var key in store.Messages(userId).Concat(identities.SelectMany(store.Awaited)))
                book.Remember(hasher.OfMessage(key), erasedAt);
            store.Remove(userId, identities, rows);
        }

        foreach (var hash in hashes)
            book.Remember(hash, erasedAt);
        var receipt = new ErasureReceipt(ErasureCode.New(), erasedAt, Completed: false, rows);
        book.Record(new DeletionRequest
        {
            Code = receipt.Code,
            Kind = wish.Kind,
            PersonHash = hashes.FirstOrDefault() ?? "",
            IssuedAt = wish.IssuedAt,
            RequestedAt = now,
            Receipt = JsonSerializer.Serialize(rows, WireJson.Options),
        });
        return receipt;
    }

    /// <param name="Kind">One of <see cref="DeletionKind"/>.</param>
    /// <param name="People">Whom it is about, as far as they are known.</param>
    /// <param name="Named">Ids that the wish names itself.</param>
    /// <param name="IssuedAt">When it was signed, UTC.</param>
    private sealed record Wish(string Kind, IReadOnlyList<long> People, IReadOnlyList<Identity> Named, DateTime? IssuedAt);

    [LoggerMessage(2, LogLevel.Warning, "The write-ahead log could not be emptied after the erasure of receipt {Code} (SQLite error {Error}); it is tried again")]
    private static partial void NotCompleted(ILogger logger, string code, int error);

    [LoggerMessage(1, LogLevel.Information, "Erased a person, receipt {Code}: {Rows} rows, {Bytes}")]
    private static partial void Erased(ILogger logger, string code, int rows, string bytes);
}

/// <summary>What remains of an erasure for those who asked for it: nothing personal. Times are UTC.</summary>
/// <param name="Code">128 random bits in hex; the receipt's page is found by it.</param>
/// <param name="ErasedAt">What is known of the person from then or before is refused, whenever it comes.</param>
/// <param name="Completed">True once the bytes are gone from the file and its log; false: they go as soon as nobody reads the old state any more.</param>
/// <param name="Rows">The number of rows removed, by table.</param>
public sealed record ErasureReceipt(string Code, DateTime ErasedAt, bool Completed, IReadOnlyDictionary<string, int> Rows);

/// <summary>The code of a receipt: 128 random bits in hex, which nobody guesses.</summary>
internal static class ErasureCode
{
    private const int Bytes = 16;

    /// <summary>32 lower-case hex digits.</summary>
    public const int Length = 2 * Bytes;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
}
