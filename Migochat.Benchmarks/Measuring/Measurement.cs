using Migochat.Benchmarks.Load;

namespace Migochat.Benchmarks.Measuring;

/// <summary>One system under one load, once.</summary>
/// <param name="Requests">Answers within the measured time.</param>
/// <param name="ServerCpuMicroseconds">Processor time of the server for one request, its background work included.</param>
/// <param name="ServerPeakMegabytes">The server's greatest resident set since its start.</param>
/// <param name="ClientCpuMicroseconds">Processor time of the load client for one request.</param>
/// <param name="ClientShare">The client's share of the processor time of client and server, 0 to 1.</param>
/// <param name="ElsewhereShare">The share of all processors' time that went to neither, 0 to 1.</param>
/// <param name="Refused">Answers other than 200.</param>
public sealed record Measurement(
    string System,
    int Connections,
    int Round,
    int Requests,
    double RequestsPerSecond,
    double P50Milliseconds,
    double P99Milliseconds,
    double MaxMilliseconds,
    double ServerCpuMicroseconds,
    double ServerPeakMegabytes,
    double ClientCpuMicroseconds,
    double ClientShare,
    double ElsewhereShare,
    int Refused)
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>The run as the load client, the server process and the machine saw it.</summary>
    /// <param name="cpu">The server's processor time in the run.</param>
    /// <param name="busy">The busy share of all processors' time in the run, 0 to 1.</param>
    public static Measurement Of(string system, int connections, int round, LoadResult load, TimeSpan cpu, long peakBytes, double busy)
    {
        var accounted = (load.ClientCpu + cpu) / (load.Elapsed * Environment.ProcessorCount);
        return new Measurement(
            system,
            connections,
            round,
            load.Requests,
            load.RequestsPerSecond,
            load.Latencies.Milliseconds(0.5),
            load.Latencies.Milliseconds(0.99),
            load.Latencies.Milliseconds(1),
            cpu.TotalMicroseconds / load.Requests,
            peakBytes / Megabyte,
            load.ClientCpu.TotalMicroseconds / load.Requests,
            load.ClientCpu / (load.ClientCpu + cpu),
            Math.Max(0, busy - accounted),
            load.Refused);
    }
}
