using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Measuring;

/// <summary>A server to be measured.</summary>
/// <param name="Name">For the tables.</param>
/// <param name="Command">Starts it; gets a folder of its own.</param>
/// <param name="Pool">The deliveries for it.</param>
/// <param name="Stores">Whether it keeps <see cref="ProductServer.DatabaseName"/> in its folder.</param>
/// <param name="StartsFrom">The database file that every session gets a copy of; null if it starts without one.</param>
public sealed record MeasuredSystem(
    string Name, Func<string, ServerCommand> Command, RequestPool Pool, bool Stores = true, string? StartsFrom = null);
