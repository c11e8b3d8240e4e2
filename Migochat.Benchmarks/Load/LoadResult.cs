namespace Migochat.Benchmarks.Load;

/// <summary>The measurements of one run of the load client.</summary>
/// <param name="Answers">One a request.</param>
/// <param name="Refused">Answers other than 200.</param>
/// <param name="Elapsed">From the first request's start to the last answer.</param>
/// <param name="ClientCpu">Processor time of this process during the run.</param>
public sealed record LoadResult(LoadAnswer[] Answers, int Refused, TimeSpan Elapsed, TimeSpan ClientCpu)
{
    /// <summary>Answers of any status.</summary>
    public int Requests => Answers.Length;

    /// <summary>Answers per second.</summary>
    public double RequestsPerSecond => Requests / Elapsed.TotalSeconds;

    /// <summary>How long the answers took.</summary>
    public Latencies Latencies => field ??= Latencies.Of(Answers);

    /// <summary>How long those answers took that were waited for at some moment of the other's time.</summary>
    public Latencies During(LoadAnswer other) =>
        Latencies.Of(Answers.Where(answer => answer.Started < other.Ended && answer.Ended > other.Started));
}
