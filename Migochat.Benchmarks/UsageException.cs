namespace Migochat.Benchmarks;

/// <summary>The arguments make no sense; the message says what would.</summary>
public sealed class UsageException(string message) : Exception(message);
