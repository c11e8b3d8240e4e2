using Migochat.Benchmarks.Servers;

namespace Migochat.Benchmarks.Intake;

/// <summary>How each system is started.</summary>
/// <param name="product">The published product's executable; null when only floors run.</param>
public sealed class IntakeServers(string? product)
{
    /// <summary>The app secret that every message is signed with.</summary>
    public const string Secret = "0a2b8c1d4e6f70915a3c5e7081b2d4f6";

    /// <summary>The system's command, with <paramref name="folder"/> as its own.</summary>
    public ServerCommand Command(IntakeSystem system, string folder) => system switch
    {
        IntakeSystem.FloorA => Floor(folder, "floor-a"),
        IntakeSystem.FloorB => Floor(folder, "floor-b", "--db", Database(folder)),
        _ => Product(folder),
    };

    /// <summary>The system's database file, or null if it has none.</summary>
    public static string? DatabaseOf(IntakeSystem system, string folder) => system == IntakeSystem.FloorA ? null : Database(folder);

    private static string Database(string folder) => Path.Combine(folder, "migochat.db");

    /// <summary>This program again; under <c>dotnet FILE.dll</c> the runtime's own executable runs it.</summary>
    private static ServerCommand Floor(string folder, params string[] arguments)
    {
        var own = Environment.ProcessPath!;
        string[] all = Path.GetFileNameWithoutExtension(own) == "dotnet" ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments;
        return new ServerCommand(own, all, new Dictionary<string, string>(StringComparer.Ordinal) { ["fb_app_secret"] = Secret }, folder);
    }

    private ServerCommand Product(string folder)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ConnectionStrings__Migochat"] = $"Data Source={Database(folder)}",
            ["fb_app_secret"] = Secret,
            ["fb_verify_token"] = "benchmark",
        };
        return new ServerCommand(product ?? throw new InvalidOperationException("The product was not published."), [], environment, folder);
    }
}
