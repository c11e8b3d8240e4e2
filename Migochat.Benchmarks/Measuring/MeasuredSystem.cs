using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Measuring;

/// <summary>A server to be measured.</summary>
/// <param name="Name">For the tables.</param>
/// <param name="Command">Starts it; gets a folder of its own and the session's database.</param>
/// <param name="Pool">The deliveries for it.</param>
/// <param name="Database">Makes a session's database in the session's folder.</param>
public sealed record MeasuredSystem(
    string Name, Func<string, SessionDatabase, ServerCommand> Command, RequestPool Pool, Func<string, SessionDatabase> Database)
{
    /// <summary>Whether it keeps messages in the database.</summary>
    public bool Stores { get; init; } = true;

    /// <summary>How many processes share the database and the load.</summary>
    public int Instances { get; init; } = 1;
}
