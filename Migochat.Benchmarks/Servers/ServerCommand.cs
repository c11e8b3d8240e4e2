namespace Migochat.Benchmarks.Servers;

/// <summary>How to start a server.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">All arguments but <c>--urls</c>.</param>
/// <param name="Environment">Variables set on top of the inherited ones.</param>
/// <param name="Folder">An existing folder of its own: its working directory, and where its output goes.</param>
public sealed record ServerCommand(string File, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string Folder);
