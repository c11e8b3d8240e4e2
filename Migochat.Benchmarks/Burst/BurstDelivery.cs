using System.Diagnostics;
using Migochat.Benchmarks.Load;

namespace Migochat.Benchmarks.Burst;

/// <summary>One big delivery, and its effect on single messages at the same time.</summary>
/// <param name="Delivery">The kind of big delivery.</param>
/// <param name="Others">Single messages whose wait overlaps with it.</param>
public sealed record BurstDelivery(
    string System, int Connections, int Round, string Delivery, int Status, double Milliseconds, int Others, double OthersP99Milliseconds, double OthersMaxMilliseconds)
{
    /// <summary>The delivery beside the load.</summary>
    public static BurstDelivery Of(string system, int connections, int round, string delivery, int status, LoadAnswer answer, LoadResult load)
    {
        var others = load.During(answer);
        var milliseconds = answer.Latency * 1000.0 / Stopwatch.Frequency;
        return new(system, connections, round, delivery, status, milliseconds, others.Count, others.Milliseconds(0.99), others.Milliseconds(1));
    }
}
