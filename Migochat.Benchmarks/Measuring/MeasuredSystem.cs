using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Measuring;

/// <summary>A server to be measured.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Command">How to start it, given a folder of its own.</param>
/// <param name="Pool">What is sent to it.</param>
/// <param name="Stores">Whether it keeps <see cref="ProductServer.DatabaseName"/> in its folder.</param>
/// <param name="StartsFrom">The database file that every session gets a copy of; null where it starts without one.</param>
public sealed record MeasuredSystem(
    string Name, Func<string, ServerCommand> Command, RequestPool Pool, bool Stores = true, string? StartsFrom = null);
