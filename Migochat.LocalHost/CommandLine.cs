using Migochat.Api;
using Migochat.Data;
using Migochat.LocalHost.FakeMeta;
using Migochat.LocalHost.Routing;

namespace Migochat.LocalHost;

/// <summary>The verbs of the program, and the message when one fails. Exit codes: 0 done, 1 failed, 2 not understood.</summary>
internal static class CommandLine
{
    private static readonly string[] Verbs = ["migrate", "backup", "compact", "copy-to", "routes"];

    private const string FakeOption = "--fake-graph";

    private const string Usage = """
        Usage: dotnet run --project Migochat.LocalHost -- [verb] [settings]

          (no verb)       prepares the database and serves until SIGTERM or Ctrl+C
          --fake-graph    the same, with a small fake of Meta's Graph API instead of Meta
          migrate         creates the database or brings it up to date
          backup FILE     copies the database to FILE, also while it is in use
          compact         writes the database anew without what deleted rows left; nobody can write meanwhile
          copy-to TARGET  copies a SQLite database into the empty PostgreSQL database that the connection string TARGET names
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

        var (command, settings) = Command(args);
        var fault = command is null ? Misunderstood(args) : CommandOptions.Fault(settings);
        if (fault is null)
            return await RunAsync(() => command!(settings));
        await Console.Error.WriteAsync($"{fault}\n\n{Usage}");
        return 2;
    }

    private static (Func<string[], Task>? Command, string[] Settings) Command(string[] args) => args switch
    {
        ["migrate", .. var settings] => (MigrateAsync, settings),
        ["backup", [not '-', ..] file, .. var settings] => (rest => BackupAsync(file, rest), settings),
        ["compact", .. var settings] => (CompactAsync, settings),
        ["copy-to", [not '-', ..] target, .. var settings] => (rest => CopyAsync(target, rest), settings),
        ["routes"] => (_ => PrintRoutesAsync(), []),
        [FakeOption, .. var settings] => (ServeWithFakeAsync, settings),
        [] or [['-', ..], ..] => (ServeAsync, args),
        _ => (null, []),
    };

    private static string Misunderstood(string[] args) => args[0] switch
    {
        "backup" => "backup wants the FILE to write to.",
        "copy-to" => "copy-to wants the TARGET, such as \"Host=127.0.0.1;Database=migochat;Username=migochat\".",
        "routes" => "routes takes nothing else.",
        var verb => $"There is no verb {verb}. Did you mean {EditDistance.Nearest(verb, Verbs)}?",
    };

    private static async Task ServeAsync(string[] settings)
    {
        await using var app = LocalHostApp.Build(settings);
        await app.RunAsync();
    }

    private static async Task ServeWithFakeAsync(string[] settings)
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = LocalHostApp.Build(settings, new LocalHostOptions { Configuration = graph.Settings });
        FakeMetaSetup.Connect(graph, app);
        await app.RunAsync();
    }

    private static Task PrintRoutesAsync() =>
        Console.Out.WriteAsync(RouteTable.Of(FunctionCatalogue.From(FunctionCatalogue.AppTypes), LocalHostApp.RoutePrefix()));

    private static async Task MigrateAsync(string[] settings)
    {
        await using var app = LocalHostApp.Build(settings);
        var database = app.Services.GetRequiredService<MigochatDatabase>();
        await database.PrepareAsync(CancellationToken.None);
        // The log has said what was changed.
        if (database.WasUpToDate)
            await Console.Out.WriteLineAsync($"{app.Services.GetRequiredService<IDatabaseEngine>().Location} is up to date; nothing was changed.");
    }

    private static async Task BackupAsync(string file, string[] settings)
    {
        await using var app = LocalHostApp.Build(settings);
        var (engine, copy) = (app.Services.GetRequiredService<IDatabaseEngine>(), Path.GetFullPath(file));
        engine.Backup(copy);
        await Console.Out.WriteLineAsync($"Copied {engine.Location} to {copy} ({new FileInfo(copy).Length} bytes).");
    }

    private static async Task CompactAsync(string[] settings)
    {
        await using var app = LocalHostApp.Build(settings);
        var engine = app.Services.GetRequiredService<IDatabaseEngine>();
        engine.Compact();
        await Console.Out.WriteLineAsync($"{engine.Location} is compact.");
    }

    private static async Task CopyAsync(string target, string[] settings)
    {
        await using var app = LocalHostApp.Build(settings);
        new CopyToPostgres(app.Services.GetRequiredService<IDatabaseEngine>()).Run(target, Console.Out.WriteLine);
        await Console.Out.WriteLineAsync("Everything is copied.");
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
