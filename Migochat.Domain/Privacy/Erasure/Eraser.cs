using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Migochat.Data;

namespace Migochat.Privacy;

/// <summary>
/// Erases people. One transaction under the write lock removes every row that names them; then the engine removes what it keeps
/// of the deleted rows, as far as it can while the service runs. Keyed hashes stay; by them the intake refuses late
/// events of these people.
/// </summary>
public sealed partial class Eraser(
    IDatabaseEngine engine,
    WriteScopes writes,
    ErasureKeys keys,
    TimeProvider time,
    ILogger<Eraser> logger)
{
    private const string KeyBesideHashes =
        "The setting erasure_hash_key lies in the database, beside the hashes of erased ids. Move it to an app setting or Key Vault.";

    /// <summary>Erases a lead at the request of staff. Cancelling has no effect once the write lock is taken.</summary>
    /// <returns>Null if there is no such lead.</returns>
    public async Task<ErasureReceipt?> EraseAsync(long userId, CancellationToken cancellationToken)
    {
        var receipt = await WriteAsync(
            store => store.Identities(userId),
            (store, records, hasher) => store.Exists(userId) ? Forget(store, records, hasher, new Request(DeletionKind.Erasure, [userId], [], null)) : null,
            cancellationToken);
        return receipt is null ? null : await CompleteAsync(receipt);
    }

    /// <summary>Erases the people with these ids at their own request. The ids are refused from then on, even if no person has them.</summary>
    /// <param name="identities">The first identifies the request.</param>
    /// <param name="issuedAt">The time of its signature, UTC.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>The receipt's code; for a repeated request the code of the first.</returns>
    internal async Task<string> EraseAsync(IReadOnlyList<Identity> identities, DateTime issuedAt, CancellationToken cancellationToken)
    {
        var known = default(string);
        var receipt = await WriteAsync(
            store => [.. identities, .. identities.Select(store.Owner).OfType<long>().SelectMany(store.Identities)],
            (store, records, hasher) =>
            {
                known = records.Find(hasher.AllOf(identities[0]), DeletionKind.DataDeletion, issuedAt);
                var people = identities.Select(store.Owner).OfType<long>().Distinct().ToList();
                return known is null ? Forget(store, records, hasher, new Request(DeletionKind.DataDeletion, people, identities, issuedAt)) : null;
            },
            cancellationToken);
        return receipt is null ? known! : (await CompleteAsync(receipt)).Code;
    }

    /// <summary>Records that a person removed the permissions. Nothing is erased.</summary>
    /// <param name="identities">The first identifies the person.</param>
    /// <param name="issuedAt">The time of its signature, UTC.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>The code of the record.</returns>
    internal Task<string> NoteAsync(IReadOnlyList<Identity> identities, DateTime issuedAt, CancellationToken cancellationToken) => WriteAsync(
        _ => identities,
        (_, records, hasher) =>
        {
            if (records.Find(hasher.AllOf(identities[0]), DeletionKind.Deauthorize, issuedAt) is { } known)
                return known;
            var (code, now) = (ErasureCode.New(), time.Now());
            records.Record(new DeletionRequest
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

    /// <summary>Lets the engine scrub after an erasure that could not do it, and updates the receipt.</summary>
    /// <returns>False if a reader still needs an old state of the database.</returns>
    public async Task<bool> CompleteAsync()
    {
        using var connection = engine.Open();
        using var records = new ErasureRecordStore(connection);
        if (records.LastOpen() is not { } last)
            return true;
        if (!await engine.ScrubAsync())
            return false;
        using var scope = await writes.BeginAsync(connection, CancellationToken.None);
        records.Complete(last, time.Now());
        scope.Commit();
        return true;
    }

    /// <param name="about">The ids that are known beforehand. The slow work for them is done before the write lock is taken.</param>
    /// <param name="write">Done in one transaction.</param>
    /// <param name="cancellationToken">Has no effect once the write lock is taken.</param>
    private async Task<T> WriteAsync<T>(
        Func<ErasureStore, IReadOnlyList<Identity>> about, Func<ErasureStore, ErasureRecordStore, ErasureHasher, T> write, CancellationToken cancellationToken)
    {
        var hasher = await keys.HasherAsync(cancellationToken);
        using var connection = engine.Open();
        using var store = new ErasureStore(connection);
        using var records = new ErasureRecordStore(connection);
        var identities = about(store);
        foreach (var identity in identities)
            hasher.Prepare(identity);
        store.Look(identities);
        using var scope = await writes.BeginAsync(connection, cancellationToken);
        var result = write(store, records, hasher);
        scope.Commit();
        return result;
    }

    private async Task<ErasureReceipt> CompleteAsync(ErasureReceipt receipt)
    {
        try
        {
            receipt = receipt with { Completed = await CompleteAsync() };
        }
        catch (DbException exception)
        {
            // The rows are removed, and the caller must get that answer; the nightly timer overwrites the bytes at the latest.
            NotCompleted(logger, receipt.Code, exception.Code());
        }

        Erased(logger, receipt.Code, receipt.Rows.Values.Sum(), receipt.Completed ? "and the database's own leftovers" : "leftovers of them stay for now");
        return receipt;
    }

    private ErasureReceipt Forget(ErasureStore store, ErasureRecordStore records, ErasureHasher hasher, Request request)
    {
        var now = time.Now();
        // Meta's clock may be ahead of ours: stored events must not come back.
        var erasedAt = request.People.Select(store.Last).Append(now).Max()!.Value;
        var newest = store.Newest();
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        var hashes = request.Named.Select(hasher.Of).ToList();
        foreach (var userId in request.People)
        {
            var identities = store.Identities(userId);
            hashes.AddRange(identities.Select(hasher.Of));
            foreach (var key in store.Messages(userId).Concat(identities.SelectMany(store.Awaited)))
                records.Remember(hasher.OfMessage(key), erasedAt, newest, now);
            store.Remove(userId, identities, rows);
        }

        foreach (var hash in hashes)
            records.Remember(hash, erasedAt, newest, now);
        engine.RemoveOlderCopies();
        var receipt = new ErasureReceipt(ErasureCode.New(), erasedAt, Completed: false, rows, records.IsBesideItsKeys() ? [KeyBesideHashes] : []);
        records.Record(new DeletionRequest
        {
            Code = receipt.Code,
            Kind = request.Kind,
            PersonHash = hashes.FirstOrDefault() ?? "",
            IssuedAt = request.IssuedAt,
            RequestedAt = now,
            Receipt = JsonSerializer.Serialize(rows, WireJson.Options),
        });
        return receipt;
    }

    /// <param name="Kind">One of <see cref="DeletionKind"/>.</param>
    /// <param name="People">The known persons that it concerns.</param>
    /// <param name="Named">Ids that the request itself names.</param>
    /// <param name="IssuedAt">The time of its signature, UTC.</param>
    private sealed record Request(string Kind, IReadOnlyList<long> People, IReadOnlyList<Identity> Named, DateTime? IssuedAt);

    [LoggerMessage(1, LogLevel.Information, "Erased a person, receipt {Code}: {Rows} rows, {Bytes}")]
    private static partial void Erased(ILogger logger, string code, int rows, string bytes);

    [LoggerMessage(2, LogLevel.Warning, "The leftovers of deleted rows could not be removed after the erasure of receipt {Code} ({Error}); it is tried again")]
    private static partial void NotCompleted(ILogger logger, string code, string error);
}

/// <summary>The receipt of an erasure, without personal data. Times are UTC.</summary>
/// <param name="Code">128 random bits in hex; the receipt's page is found by it.</param>
/// <param name="ErasedAt">Events of the person up to this time are refused, whenever they come.</param>
/// <param name="Completed">True once the engine has removed what it can while the service runs: on SQLite the old pages of the WAL, on PostgreSQL only the rows. False: that follows as soon as no reader needs the old state.</param>
/// <param name="Rows">The number of rows removed, by table.</param>
/// <param name="Warnings">Faults that the operator should correct; empty if there are none.</param>
public sealed record ErasureReceipt(string Code, DateTime ErasedAt, bool Completed, IReadOnlyDictionary<string, int> Rows, IReadOnlyList<string> Warnings);

/// <summary>The code of a receipt: 128 random bits in hex, which can't be guessed.</summary>
internal static class ErasureCode
{
    private const int Bytes = 16;

    /// <summary>32 lower-case hex digits.</summary>
    public const int Length = 2 * Bytes;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
}
