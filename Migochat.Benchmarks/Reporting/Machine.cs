using System.Runtime.InteropServices;

namespace Migochat.Benchmarks.Reporting;

/// <summary>Where and when a benchmark ran.</summary>
public sealed record Machine(int Processors, string System, string Runtime, DateTimeOffset At)
{
    /// <summary>This machine, now.</summary>
    public static Machine Here() =>
        new(Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, TimeProvider.System.GetUtcNow());
}
