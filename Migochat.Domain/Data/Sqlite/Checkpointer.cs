using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Migochat.Data;

/// <summary>
/// Moves the WAL's pages into the database file on a connection of its own, so that no commit pays for it. Most
/// of it is done beside the writers; only the last pages are moved with the write lock held, so that the log starts over and its
/// size stays bounded.
/// </summary>
public sealed partial class Checkpointer(SqliteConnections connections, WriteLock writeLock, TimeProvider time, ILogger<Checkpointer> logger) : BackgroundService
{
    private const int PageSize = 4096;

    /// <summary>
    /// From here on the log is moved while writers go on. Each page is moved once, however often it was written: the longer the
    /// log, the less there is to move; but whoever reads looks for each page in all of it.
    /// </summary>
    private const int EnoughPages = 320 * 1024 * 1024 / PageSize;

    /// <summary>What may be left to move with the write lock held.</summary>
    private const int FewPages = 256 * 1024 / PageSize;

    /// <summary>After so many passes more may be left: under load a third one moves mostly what is written anew meanwhile.</summary>
    private const int MostPasses = 2;

    private const int EmptyingAttempts = 20;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(2);

    // Holds one piece of news while there are commits that nobody has looked at. It is taken before the log is, so a commit
    // that comes during the work is looked at after it.
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _committedAt;
    private volatile bool _mustEmpty;

    /// <summary>Tells that there is something new in the log.</summary>
    public void Committed()
    {
        Volatile.Write(ref _committedAt, time.GetTimestamp());
        _news.Writer.TryWrite(true);
    }

    /// <summary>
    /// Moves the whole log into the file and cuts it to nothing, so that no older copy of a page is left in it. Waits about
    /// two seconds for those who still read from it; after that it is done as soon as they are gone.
    /// </summary>
    /// <returns>False if it is not done yet.</returns>
    public async Task<bool> EmptyAsync()
    {
        using var connection = connections.Open();
        connection.Execute("PRAGMA busy_timeout=20");
        _mustEmpty = true;
        for (var attempt = 0; attempt < EmptyingAttempts && _mustEmpty; attempt++)
        {
            if (attempt > 0)
                await Task.Delay(LookEvery, time);
            await MoveAsync(connection, CancellationToken.None);
        }

        Committed();
        return !_mustEmpty;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _news.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Unhandled it would end the host, webhooks and all.
                NotMoved(logger, ExceptionOutline.Whole(exception));
                await Task.Delay(IdleAfter, time, stoppingToken);
                _news.Writer.TryWrite(true);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var connection = connections.Open();
        connection.Execute("PRAGMA busy_timeout=0");
        // A file that was swapped for another has a log of its own; the next look opens it.
        while (!cancellationToken.IsCancellationRequested && !SqliteNative.HasMoved(connection))
        {
            var pages = Left(connection);
            var isIdle = time.GetElapsedTime(Volatile.Read(ref _committedAt)) > IdleAfter;
            if (pages < EnoughPages && !isIdle)
            {
                await Task.Delay(LookEvery, time, cancellationToken);
                continue;
            }

            await MoveAsync(connection, cancellationToken);
            if (isIdle && !_mustEmpty)
                return;
            if (isIdle)
                await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private async Task MoveAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        // Each pass leaves what was committed meanwhile, which is less than before. What it moved is synced meanwhile: else the
        // last would have to sync all of it, while everybody waits at the write lock.
        for (var pass = 0; pass < MostPasses && Left(connection) > FewPages; pass++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            PageCleaning.InPortions(() => Checkpoint(connection, "PASSIVE"));
        }

        using (await writeLock.EnterAsync(cancellationToken))
        {
            if (!_mustEmpty)
                Checkpoint(connection, "PASSIVE");
            else if (!Checkpoint(connection, "TRUNCATE"))
                _mustEmpty = false;
        }
    }

    /// <returns>True if somebody was in the way.</returns>
    private static bool Checkpoint(SqliteConnection connection, string mode) => Ask(connection, mode).IsBusy;

    /// <summary>The pages in the log that are not in the file yet. Those that come while others are moved, no checkpoint counts.</summary>
    private static long Left(SqliteConnection connection) => Ask(connection, "NOOP").Left;

    private static (bool IsBusy, long Left) Ask(SqliteConnection connection, string mode)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants only
        command.CommandText = $"PRAGMA wal_checkpoint({mode})";
#pragma warning restore CA2100
        using var row = command.ExecuteReader();
        row.Read();
        return (row.GetInt64(0) != 0, row.GetInt64(1) - row.GetInt64(2));
    }

    [LoggerMessage(1, LogLevel.Warning, "The write-ahead log could not be moved into the database; it grows until it can: {Error}")]
    private static partial void NotMoved(ILogger logger, string error);
}
