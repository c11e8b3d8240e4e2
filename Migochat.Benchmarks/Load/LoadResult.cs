using System.Diagnostics;

namespace Migochat.Benchmarks.Load;

/// <summary>What one run of the load client saw.</summary>
/// <param name="Latencies">One a request, in Stopwatch ticks, shortest first.</param>
/// <param name="Refused">Answers other than 200.</param>
/// <param name="Elapsed">From the first request's start to the last answer.</param>
/// <param name="ClientCpu">Processor time that this process used meanwhile.</param>
public sealed record LoadResult(long[] Latencies, int Refused, TimeSpan Elapsed, TimeSpan ClientCpu)
{
    /// <summary>Answers of any status.</summary>
    public int Requests => Latencies.Length;

    /// <summary>Answers per second.</summary>
    public double RequestsPerSecond => Requests / Elapsed.TotalSeconds;

    /// <summary>The latency in milliseconds that <paramref name="share"/> (above 0, up to 1) of the requests did not exceed.</summary>
    public double Milliseconds(double share) => Percentile.Of(Latencies, share) * 1000.0 / Stopwatch.Frequency;
}
