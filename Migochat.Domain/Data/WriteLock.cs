namespace Migochat.Data;

/// <summary>
/// Every write transaction of this process takes this lock; <see cref="WriteScopes"/> does it. The database has one writer at a
/// time. Waiting here is fair and prompt; waiting in SQLite's busy handler is neither, and on PostgreSQL it would block a
/// connection and a thread for each waiter. The intake has priority. The others hold the lock for slices of 5 to 20 ms and then
/// take it again. A checkpoint of SQLite under load and an erasure can hold it for longer.
/// </summary>
public sealed class WriteLock
{
    /// <summary>The target duration of a slice, for every task but the intake.</summary>
    public static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(5);

    /// <summary>The target duration for large tasks, whose commits would otherwise take most of the time.</summary>
    public static readonly TimeSpan LongestSlice = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _others = new();
    private TaskCompletionSource? _intake;
    private bool _held;

    /// <summary>True while the intake waits for the lock.</summary>
    internal bool IsIntakeWaiting
    {
        get
        {
            lock (_lock)
                return _intake is not null;
        }
    }

    /// <summary>Waits for the lock; disposing the pass releases it.</summary>
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
