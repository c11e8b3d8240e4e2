using System.Diagnostics;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Privacy;

/// <summary>
/// Removes text and metadata from all rows that are too old for them. It searches without the write lock and writes in short slices. It
/// begins where the last run of this process ended, because the intake stores nothing that is too old. After a start and after a change
/// of the setting it begins at the first row. It may be stopped, repeated, and run twice at once.
/// </summary>
internal sealed class RetentionSweep(IDatabaseEngine engine, WriteScopes writes)
{
    // For deliveries in progress, and for the clocks of other instances.
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private volatile Swept? _swept;

    /// <param name="now">UTC.</param>
    /// <param name="retention">The time for which texts are kept.</param>
    /// <param name="receivedSince">Pending changes and dead letters received before are removed in any case. UTC.</param>
    /// <param name="cancellationToken">Checked between slices.</param>
    public async Task<PurgeCounts> RunAsync(DateTime now, TimeSpan retention, DateTime receivedSince, CancellationToken cancellationToken)
    {
        using var connection = engine.Open();
        var (since, change) = (now - retention, LastChange(connection));
        var counts = await EachAsync(
            connection,
            From(retention, change),
            since,
            receivedSince,
            (expiring, found) => TakeAsync(connection, expiring, found, cancellationToken),
            cancellationToken);
        _swept = new Swept(retention, change, since);
        return counts;
    }

    /// <summary>Counts the rows that a run would change. Changes nothing.</summary>
    public async Task<PurgeCounts> CountAsync(DateTime now, TimeSpan retention, DateTime receivedSince, CancellationToken cancellationToken)
    {
        using var connection = engine.Open();
        var from = From(retention, LastChange(connection));
        return await EachAsync(connection, from, now - retention, receivedSince, (_, found) => Task.FromResult(found.Count), cancellationToken);
    }

    private DateTime From(TimeSpan retention, long change) =>
        _swept is { } swept && swept.Retention == retention && swept.Change == change ? swept.To - Overlap : DateTime.UnixEpoch;

    private static long LastChange(DatabaseConnection connection)
    {
        using var last = new Statement(connection, "SELECT coalesce(max(id), 0) FROM setting_changes WHERE key = @0");
        return last.RunForId(SettingKeys.RetentionDays)!.Value;
    }

    private static async Task<PurgeCounts> EachAsync(
        DatabaseConnection connection,
        DateTime from,
        DateTime since,
        DateTime receivedSince,
        Func<IExpiring, List<long>, Task<int>> done,
        CancellationToken cancellationToken)
    {
        using var messages = new ExpiringMessages(connection, from, since);
        using var referrals = new ExpiringReferrals(connection, since);
        using var receipts = new ExpiringPendingReceipts(connection, since, receivedSince);
        using var letters = new ExpiringDeadLetters(connection, since, receivedSince);
        return new PurgeCounts(
            await AllAsync(messages, done, cancellationToken),
            await AllAsync(referrals, done, cancellationToken),
            await AllAsync(receipts, done, cancellationToken),
            await AllAsync(letters, done, cancellationToken));
    }

    private static async Task<int> AllAsync(IExpiring expiring, Func<IExpiring, List<long>, Task<int>> done, CancellationToken cancellationToken)
    {
        var (total, isMore) = (0, true);
        var found = new List<long>();
        while (isMore)
        {
            cancellationToken.ThrowIfCancellationRequested();
            isMore = expiring.Look(found);
            total += await done(expiring, found);
            found.Clear();
        }

        return total;
    }

    private async Task<int> TakeAsync(DatabaseConnection connection, IExpiring expiring, List<long> found, CancellationToken cancellationToken)
    {
        var (next, taken) = (0, 0);
        while (next < found.Count)
        {
            using (var scope = await writes.BeginAsync(connection, cancellationToken))
            {
                var started = Stopwatch.GetTimestamp();
                do
                {
                    taken += expiring.Take(found[next++]) ? 1 : 0;
                }
                while (next < found.Count && Stopwatch.GetElapsedTime(started) < WriteLock.Slice);
                scope.Commit();
            }
        }

        return taken;
    }

    /// <param name="Retention">As it was set.</param>
    /// <param name="Change">The setting's last change.</param>
    /// <param name="To">The event time (UTC) up to which all rows were searched.</param>
    private sealed record Swept(TimeSpan Retention, long Change, DateTime To);
}

/// <summary>The rows of one table with text or metadata that is too old. They are found without the write lock, and changed under it.</summary>
internal interface IExpiring : IDisposable
{
    /// <summary>Searches a limited number of further rows.</summary>
    /// <param name="found">Receives the ids of rows with something to remove.</param>
    /// <returns>False if no row is left to search.</returns>
    bool Look(List<long> found);

    /// <summary>Removes the expired values from the present row.</summary>
    /// <returns>False if there were none any more.</returns>
    bool Take(long id);
}
