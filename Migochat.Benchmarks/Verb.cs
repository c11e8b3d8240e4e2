namespace Migochat.Benchmarks;

/// <summary>A command of the program, named by its first argument.</summary>
/// <param name="Run">Takes the arguments after the name, returns the exit code.</param>
/// <param name="Help">The text for <c>--help</c>; null for a verb that only other verbs start.</param>
public sealed record Verb(string Name, string Summary, Func<Arguments, Task<int>> Run, string? Help = null);
