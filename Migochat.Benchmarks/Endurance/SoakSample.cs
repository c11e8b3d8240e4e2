using System.Globalization;
using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Endurance;

/// <summary>The measurements of one interval of a soak; sizes are those at its end.</summary>
/// <param name="Seconds">Since the start.</param>
public sealed record SoakSample(
    double Seconds, double RequestsPerSecond, double P99Milliseconds, double MaxMilliseconds, double CpuMicroseconds, double ResidentMegabytes, double LogMegabytes, double DatabaseMegabytes)
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>The column heads of the table with the rows <see cref="ToCells"/>.</summary>
    public static IReadOnlyList<string> Head { get; } =
        ["s", "requests/s", "p99 ms", "max ms", "server CPU us/request", "resident MB", "log MB", "database MB"];

    /// <summary>The sample as a row.</summary>
    public IReadOnlyList<string> ToCells() =>
    [
        Write(Seconds, "N0"), Write(RequestsPerSecond, "N0"), Write(P99Milliseconds, "N2"), Write(MaxMilliseconds, "N1"),
        Write(CpuMicroseconds, "N1"), Write(ResidentMegabytes, "N1"), Write(LogMegabytes, "N1"), Write(DatabaseMegabytes, "N1"),
    ];

    /// <summary>Makes the sample of one interval.</summary>
    /// <param name="cpu">The server's processor time in the interval.</param>
    public static SoakSample Of(TimeSpan since, TimeSpan span, IReadOnlyCollection<LoadAnswer> answers, TimeSpan cpu, ServerUsage now, string database)
    {
        var latencies = Latencies.Of(answers);
        return new SoakSample(
            since.TotalSeconds,
            answers.Count / span.TotalSeconds,
            latencies.Milliseconds(0.99),
            latencies.Milliseconds(1),
            cpu.TotalMicroseconds / Math.Max(1, answers.Count),
            now.ResidentBytes / Megabyte,
            new FileInfo(database + "-wal") is { Exists: true } log ? log.Length / Megabyte : 0,
            new FileInfo(database).Length / Megabyte);
    }

    private static string Write(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
