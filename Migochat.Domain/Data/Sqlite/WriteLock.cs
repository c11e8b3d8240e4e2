using System.Diagnostics;

namespace Migochat.Data;

/// <summary>
/// The one gate that every write transaction of this process passes. SQLite has one writer; waiting here is fair and
/// prompt, waiting in SQLite's busy handler is neither. The intake goes first; others hold the write lock for a few
/// milliseconds at a time, 20 at most, and come back for more.
/// </summary>
public sealed class WriteLock
{
    /// <summary>How long a transaction of anything but the intake aims to hold the write lock.</summary>
    public static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(5);

    /// <summary>The same where there is so much to do that the commits would take most of the time.</summary>
    public static readonly TimeSpan LongestSlice = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _others = new();
    private TaskCompletionSource? _intake;
    private bool _held;

    /// <summary>Waits its turn; dispose the pass to open the write lock again.</summary>
    public async Task<Pass> EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (!_held)
            {
                _held = true;
                return new Pass(this);
            }

            turn = NewTurn();
            _others.Enqueue(turn);
        }

        await using var registration = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        await turn.Task;
        return new Pass(this);
    }

    /// <summary>Blocks the intake's own thread until the write lock is free. One caller at a time.</summary>
    internal Pass EnterForIntake()
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (!_held)
            {
                _held = true;
                return new Pass(this);
            }

            turn = _intake = NewTurn();
        }

        turn.Task.GetAwaiter().GetResult();
        return new Pass(this);
    }

    private static TaskCompletionSource NewTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Leave()
    {
        lock (_lock)
        {
            var intake = _intake;
            _intake = null;
            if (intake is not null && intake.TrySetResult())
                return;
            while (_others.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                    return;
            }

            _held = false;
        }
    }

    /// <summary>The right to write, until disposed.</summary>
    public sealed class Pass : IDisposable
    {
        private readonly WriteLock _writeLock;

        internal Pass(WriteLock writeLock) => _writeLock = writeLock;

        public void Dispose() => _writeLock.Leave();
    }
}

internal static class WriteLockExtensions
{
    private const int FirstRows = 500;

    // Where the disk is slow, fewer would not shorten the slice, which then is all commit.
    private const int FewestRows = 200;

    /// <summary>Repeats a slice under the write lock until it changes less than it may; each aims at the time that the write lock allows.</summary>
    /// <param name="gate">Entered anew for every slice.</param>
    /// <param name="checkpointer">Told of every slice that changed something.</param>
    /// <param name="slice">Changes so many rows at most, in one transaction, and tells how many it did.</param>
    /// <param name="cancellationToken">Between slices.</param>
    /// <returns>All rows changed.</returns>
    public static async Task<int> RepeatAsync(this WriteLock writeLock, Checkpointer checkpointer, Func<int, int> slice, CancellationToken cancellationToken)
    {
        var total = 0;
        var rows = FirstRows;
        while (true)
        {
            int changed;
            TimeSpan took;
            using (await writeLock.EnterAsync(cancellationToken))
            {
                var started = Stopwatch.GetTimestamp();
                changed = slice(rows);
                took = Stopwatch.GetElapsedTime(started);
            }

            total += changed;
            if (changed > 0)
                checkpointer.Committed();
            if (changed < rows)
                return total;
            rows = Math.Clamp((int)(rows * (WriteLock.Slice / took)), FewestRows, 5000);
        }
    }
}
