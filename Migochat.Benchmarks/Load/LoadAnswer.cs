using System.Runtime.InteropServices;

namespace Migochat.Benchmarks.Load;

/// <summary>When a request was sent and when its answer was complete, as Stopwatch timestamps.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LoadAnswer(long Started, long Ended)
{
    /// <summary>In Stopwatch ticks.</summary>
    public long Latency => Ended - Started;
}
