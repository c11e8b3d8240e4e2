namespace Migochat.Benchmarks;

/// <summary>The arguments are invalid; the message names the valid ones.</summary>
public sealed class UsageException(string message) : Exception(message);
