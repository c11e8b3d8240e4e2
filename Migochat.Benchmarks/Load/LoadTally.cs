using System.Diagnostics;

namespace Migochat.Benchmarks.Load;

/// <summary>Every answer of one run: how long it took, in Stopwatch ticks, and whether it was a 200. All connections write to it.</summary>
public sealed class LoadTally(int capacity, TimeSpan duration)
{
    private readonly long[] _latencies = new long[capacity];
    private readonly long _deadline = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
    private int _count;
    private int _refused;

    /// <summary>Whether the time is up; the clock starts with the object.</summary>
    public bool IsOver => Stopwatch.GetTimestamp() >= _deadline;

    /// <summary>Answers so far.</summary>
    public int Count => _count;

    /// <summary>Answers other than 200 so far.</summary>
    public int Refused => _refused;

    /// <summary>Records one answer.</summary>
    public void Record(long ticks, int status)
    {
        _latencies[Interlocked.Increment(ref _count) - 1] = ticks;
        if (status != 200)
            Interlocked.Increment(ref _refused);
    }

    /// <summary>All latencies in Stopwatch ticks, shortest first.</summary>
    public long[] SortedLatencies()
    {
        var sorted = _latencies[.._count];
        Array.Sort(sorted);
        return sorted;
    }
}
