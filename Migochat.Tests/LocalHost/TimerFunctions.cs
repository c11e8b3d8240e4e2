using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;

namespace Migochat.Tests.LocalHost;

public sealed class TimerFunctions(TimerFunctions.Runs runs)
{
    [Function("Tick")]
    public Task Tick([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.AddAsync(timer, cancellationToken);

    public sealed class FromSetting(Runs runs)
    {
        [Function("TickWhenSet")]
        public Task Run([TimerTrigger("%TickSchedule%")] TimerInfo timer, CancellationToken cancellationToken) => runs.AddAsync(timer, cancellationToken);
    }

    public sealed class AtStart(Runs runs)
    {
        [Function("TickAtStart")]
        public Task Run([TimerTrigger("0 0 3 * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) => runs.AddAsync(timer, CancellationToken.None);
    }

    public sealed class Unreadable
    {
        [Function("Never")]
        public static void Run([TimerTrigger("every day")] TimerInfo timer) => ArgumentNullException.ThrowIfNull(timer);
    }

    /// <summary>What the timers did; each run ends when <see cref="Work"/> does.</summary>
    public sealed class Runs
    {
        private readonly Channel<TimerInfo> _started = Channel.CreateUnbounded<TimerInfo>();
        private int running;

        public Func<CancellationToken, Task> Work { get; set; } = _ => Task.CompletedTask;

        public int Count { get; private set; }

        public int MostAtOnce { get; private set; }

        public Task<TimerInfo> NextAsync() => _started.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

        public bool TryNext() => _started.Reader.TryRead(out _);

        internal async Task AddAsync(TimerInfo timer, CancellationToken cancellationToken)
        {
            Count++;
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref running));
            await _started.Writer.WriteAsync(timer, CancellationToken.None);
            try
            {
                await Work(cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }
    }
}
