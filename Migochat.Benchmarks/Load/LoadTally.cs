using System.Diagnostics;

namespace Migochat.Benchmarks.Load;

/// <summary>Every answer of one run: how long it took, and whether it was a 200. All connections write to it.</summary>
public sealed class LoadTally(int capacity, TimeSpan duration, CancellationToken stop)
{
    private readonly LoadAnswer[] _answers = new LoadAnswer[capacity];
    private readonly long _deadline = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
    private int _count;
    private int _refused;

    /// <summary>Whether the time is up; the clock starts with the object.</summary>
    public bool IsOver => stop.IsCancellationRequested || Stopwatch.GetTimestamp() >= _deadline;

    /// <summary>Answers other than 200 so far.</summary>
    public int Refused => _refused;

    /// <summary>Every answer so far, in the order they came.</summary>
    public LoadAnswer[] Answers => _answers[.._count];

    /// <summary>Records one answer.</summary>
    public void Record(LoadAnswer answer, int status)
    {
        _answers[Interlocked.Increment(ref _count) - 1] = answer;
        if (status != 200)
            Interlocked.Increment(ref _refused);
    }
}
