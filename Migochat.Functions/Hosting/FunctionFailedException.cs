namespace Migochat.Functions.Hosting;

/// <summary>All that the Functions host learns of a failure.</summary>
public sealed class FunctionFailedException() : Exception("The function failed. The line before this one in the log says how.");
