namespace Migochat.Benchmarks.Servers;

/// <summary>The resources that a server process has used since its start.</summary>
/// <param name="Cpu">User and kernel time of all its threads.</param>
/// <param name="PeakBytes">The greatest resident set so far.</param>
/// <param name="ResidentBytes">The resident set now.</param>
public sealed record ServerUsage(TimeSpan Cpu, long PeakBytes, long ResidentBytes);
