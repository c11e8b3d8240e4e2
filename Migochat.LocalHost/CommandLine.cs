using Migochat.Data;
using Migochat.LocalHost.Routing;

namespace Migochat.LocalHost;

/// <summary>The verbs of the program, and the message when one fails. Exit codes: 0 done, 1 failed, 2 not understood.</summary>
internal static class CommandLine
{
    private const string Usage = """
        Usage: dotnet run --project Migochat.LocalHost -- [verb] [settings]

          (no verb)       prepares the database and serves until SIGTERM or Ctrl+C
          migrate         creates the database or brings it up to date
          backup FILE     copies the database to FILE, also while it is in use
          routes          prints every route with its key, and every timer
          --help          prints this

        Settings, also as environment variables or under Values in local.settings.json:
          --urls http://127.0.0.1:7071
          --ConnectionStrings:Migochat "Data Source=data/migochat.db"

        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Contains("--help", StringComparer.Ordinal) || args.Contains("-h", StringComparer.Ordinal))
        {
            await Console.Out.WriteAsync(Usage);
            return 0;
        }

        if (Command(args) is { } command) return await RunAsync(command);
        await Console.Error.WriteAsync(Usage);
        return 2;
    }

    private static Func<Task>? Command(string[] args) => args switch
    {
        ["migrate", .. var settings] when AreSettings(settings) => () => MigrateAsync(settings),
        ["backup", [not '-', ..] file, .. var settings] when AreSettings(settings) => () => BackupAsync(file, settings),
        ["routes"] => () => Console.Out.WriteAsync(RouteTable.Of(FunctionCatalogue.From(FunctionCatalogue.AppTypes), LocalHostApp.RoutePrefix())),
        _ when AreSettings(args) => () => ServeAsync(args),
        _ => null,
    };

    private static bool AreSettings(string[] args) => args is [] or [['-', ..], ..];

    private static async Task ServeAsync(string[] settings)
    {
        await using var app = LocalHostApp.Build(settings);
        await app.RunAsync();
    }

    private static async Task MigrateAsync(string[] settings)
    {
        await using var app = LocalHostApp.Build(settings);
        await app.Services.GetRequiredService<MigochatDatabase>().PrepareAsync(CancellationToken.None);
    }

    private static async Task BackupAsync(string file, string[] settings)
    {
        await using var app = LocalHostApp.Build(settings);
        await app.Services.GetRequiredService<MigochatDatabase>().BackupAsync(Path.GetFullPath(file), CancellationToken.None);
    }

    private static async Task<int> RunAsync(Func<Task> command)
    {
        try
        {
            await command();
            return 0;
        }
        catch (Exception problem)
        {
            await Console.Error.WriteLineAsync(IsPlain(problem) ? problem.Message : problem.ToString());
            return 1;
        }
    }

    // The messages of these exceptions tell a person what to repair: a setting, a file, an address in use.
    private static bool IsPlain(Exception problem) => problem is InvalidOperationException or FormatException or IOException or UnauthorizedAccessException;
}
