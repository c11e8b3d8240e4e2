using Migochat.Benchmarks.Load;
using Migochat.Benchmarks.Measuring;
using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Intake;

/// <summary>The systems that <c>intake</c> compares.</summary>
public static class IntakeSystems
{
    public const string FloorA = "A";
    public const string FloorB = "B";
    public const string Product = "product";

    /// <summary>The product again, as two processes that share the load and the database.</summary>
    public const string Two = "two products";

    /// <summary>The product again, with a longer way to the server.</summary>
    public const string Far = "far product";

    /// <summary>The systems in the order of a forward round.</summary>
    /// <param name="product">The published product's executable; null when only floors run.</param>
    /// <param name="server">A PostgreSQL server; null: files.</param>
    /// <param name="latency">How much longer the way to <see cref="Far"/> is; zero leaves it out.</param>
    /// <param name="pool">The deliveries.</param>
    public static IReadOnlyList<MeasuredSystem> All(string? product, string? server, TimeSpan latency, RequestPool pool)
    {
        Func<string, SessionDatabase> database = server is null ? folder => new FileDatabase(folder) : _ => new ServerDatabase(server);
        var systems = new List<MeasuredSystem>
        {
            new(FloorA, (folder, _) => Floor(folder, "floor-a"), pool, folder => new FileDatabase(folder)) { Stores = false },
            new(FloorB, (folder, own) => server is null
                ? Floor(folder, "floor-b", "--db", own.ConnectionString["Data Source=".Length..])
                : Floor(folder, "floor-b", "--postgres", own.ConnectionString), pool, database),
        };
        if (product is not null)
            systems.Add(new(Product, (folder, own) => ProductServer.On(own.ConnectionString, product, folder), pool, database));
        if (product is not null && server is not null)
            systems.Add(new(Two, (folder, own) => ProductServer.On(own.ConnectionString, product, folder), pool, database) { Instances = 2 });
        if (product is not null && server is not null && latency > TimeSpan.Zero)
            systems.Add(new(Far, (folder, own) => ProductServer.On(own.ConnectionString, product, folder), pool, _ => new ServerDatabase(server, latency)));
        return systems;
    }

    /// <summary>This program again; under <c>dotnet FILE.dll</c> the runtime's own executable runs it.</summary>
    private static ServerCommand Floor(string folder, params string[] arguments)
    {
        var own = Environment.ProcessPath!;
        string[] all = Path.GetFileNameWithoutExtension(own) == "dotnet" ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments;
        return new ServerCommand(own, all, new Dictionary<string, string>(StringComparer.Ordinal) { ["fb_app_secret"] = ProductServer.Secret }, folder);
    }
}
