using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Migochat.Data;

/// <summary>
/// Moves the WAL's pages into the database file on a connection of its own, so that no commit pays for it. Writers continue
/// during most of the work. Only the last pages are moved under the write lock, so that the WAL can restart and its size
/// stays bounded.
/// </summary>
public sealed partial class Checkpointer(SqliteConnections connections, WriteLock writeLock, TimeProvider time, ILogger<Checkpointer> logger) : BackgroundService
{
    private const int PageSize = 4096;

    /// <summary>
    /// From this size on the WAL is checkpointed while writers continue. A page that was written often is moved only once, so a
    /// longer WAL means less work in total. But every read of a page has to search the whole WAL.
    /// </summary>
    private const int EnoughPages = 128 * 1024 * 1024 / PageSize;

    private const int EmptyingAttempts = 20;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(2);

    // Holds one item while there are unprocessed commits. The item is taken before the WAL is read, so a commit during the
    // work causes another round.
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _committedAt;
    private volatile bool _mustEmpty;

    /// <summary>Reports a commit to the checkpointer.</summary>
    public void Committed()
    {
        Volatile.Write(ref _committedAt, time.GetTimestamp());
        _news.Writer.TryWrite(true);
    }

    /// <summary>
    /// Checkpoints the whole WAL and truncates it, so that it holds no older copy of a page. Waits about two seconds for
    /// present readers of the WAL; if some remain, it is done as soon as they have finished.
    /// </summary>
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
                // If it were not caught, it would end the host with all its webhooks.
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
        // A replaced file has a WAL of its own; the next round opens it.
        while (!cancellationToken.IsCancellationRequested && File.Exists(connections.FilePath))
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

    private async Task MoveAsync(DatabaseConnection connection, CancellationToken cancellationToken)
    {
        Checkpoint(connection, "PASSIVE");
        // What was committed meanwhile is little; without writers the WAL can start again from its beginning.
        using (await writeLock.EnterAsync(cancellationToken))
        {
            if (!_mustEmpty)
                Checkpoint(connection, "PASSIVE");
            else if (!Checkpoint(connection, "TRUNCATE"))
                _mustEmpty = false;
        }
    }

    /// <returns>True if a reader or writer was in the way.</returns>
    private static bool Checkpoint(DatabaseConnection connection, string mode) => Ask(connection, mode).IsBusy;

    /// <summary>The pages of the WAL that are not in the file yet. A checkpoint does not count the pages that are added during it.</summary>
    private static long Left(DatabaseConnection connection) => Ask(connection, "NOOP").Left;

    private static (bool IsBusy, long Left) Ask(DatabaseConnection connection, string mode)
    {
        using var command = connection.Command($"PRAGMA wal_checkpoint({mode})");
        using var row = command.ExecuteReader();
        row.Read();
        return (row.GetInt64(0) != 0, row.GetInt64(1) - row.GetInt64(2));
    }

    [LoggerMessage(1, LogLevel.Warning, "The write-ahead log could not be moved into the database; it grows until it can: {Error}")]
    private static partial void NotMoved(ILogger logger, string error);
}
