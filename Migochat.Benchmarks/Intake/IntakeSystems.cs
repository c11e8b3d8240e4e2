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

    /// <summary>The systems in the order of a forward round.</summary>
    /// <param name="product">The published product's executable; null when only floors run.</param>
    public static IReadOnlyList<MeasuredSystem> All(string? product, RequestPool pool)
    {
        MeasuredSystem[] floors =
        [
            new(FloorA, folder => Floor(folder, "floor-a"), pool, Stores: false),
            new(FloorB, folder => Floor(folder, "floor-b", "--db", Path.Combine(folder, ProductServer.DatabaseName)), pool),
        ];
        return product is null ? floors : [.. floors, new(Product, folder => ProductServer.Command(product, folder), pool)];
    }

    /// <summary>This program again; under <c>dotnet FILE.dll</c> the runtime's own executable runs it.</summary>
    private static ServerCommand Floor(string folder, params string[] arguments)
    {
        var own = Environment.ProcessPath!;
        string[] all = Path.GetFileNameWithoutExtension(own) == "dotnet" ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments;
        return new ServerCommand(own, all, new Dictionary<string, string>(StringComparer.Ordinal) { ["fb_app_secret"] = ProductServer.Secret }, folder);
    }
}
