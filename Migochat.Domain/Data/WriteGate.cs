namespace Migochat.Data;

/// <summary>
/// The one gate that every write transaction of this process passes. SQLite has one writer; waiting here is fair and
/// prompt, waiting in SQLite's busy handler is neither. The intake goes first; others hold the gate for a few
/// milliseconds at a time, 20 at most, and come back for more.
/// </summary>
public sealed class WriteGate
{
    /// <summary>How long a transaction of anything but the intake aims to hold the gate.</summary>
    public static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(5);

    /// <summary>The same where there is so much to do that the commits would take most of the time.</summary>
    public static readonly TimeSpan LongestSlice = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _others = new();
    private TaskCompletionSource? _intake;
    private bool _held;

    /// <summary>Waits its turn; dispose the pass to open the gate again.</summary>
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

    /// <summary>Blocks the intake's own thread until the gate is free. One caller at a time.</summary>
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
        private readonly WriteGate _gate;

        internal Pass(WriteGate gate) => _gate = gate;

        public void Dispose() => _gate.Leave();
    }
}
