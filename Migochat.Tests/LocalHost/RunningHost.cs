using System.Data.Common;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Migochat.Data;
using Migochat.LocalHost;

namespace Migochat.Tests.LocalHost;

/// <summary>A LocalHost that serves the given function classes on a port of its own, with a database in a folder of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    public const string DefaultKey = "a-default-key";
    public const string MasterKey = "a-master-key";

    private readonly TemporaryFolder _folder = new();
    private readonly string? _schema = TestPostgres.IsUsed ? TestPostgres.NewDatabase() : null;
    private readonly WebApplication _app;

    private RunningHost(Setup setup)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:Migochat"] = _schema ?? $"Data Source={_folder.File("migochat.db")}",
            ["FunctionKeys:default"] = DefaultKey,
            ["FunctionKeys:master"] = MasterKey,
            ["admin_key"] = "an-admin-key",
        };
        foreach (var (name, value) in setup.Settings) settings[name] = value;
        _app = LocalHostApp.Build(setup.Args, new LocalHostOptions
        {
            Configuration = settings,
            FunctionTypes = setup.Functions,
            WorkingDirectory = setup.WorkingDirectory ?? _folder.Path,
            TimeProvider = Time,
            Output = TextWriter.Null,
            ConfigureServices = services =>
            {
                services.AddLogging(logging => logging.ClearProviders().AddProvider(Log));
                setup.Services(services);
            },
        });
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public LogLines Log { get; } = new();

    public HttpClient Client { get; } = new();

    public IServiceProvider Services => _app.Services;

    public static async Task<RunningHost> StartAsync(Setup setup)
    {
        var host = new RunningHost(setup);
        await host._app.StartAsync();
        host.Client.BaseAddress = new Uri(host._app.Urls.Single());
        return host;
    }

    public static Task<RunningHost> StartAsync(params Type[] functions) => StartAsync(new Setup { Functions = functions });

    public async Task<HttpStatusCode> StatusAsync(string path, string? key = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (key is not null) request.Headers.Add("x-functions-key", key);
        using var response = await Client.SendAsync(request);
        return response.StatusCode;
    }

    /// <summary>Opens a connection of the test's own to the database.</summary>
    public DbConnection OpenDatabase() =>
        _schema is not null ? TestPostgres.Open(_schema) : Database.Open(Services.GetRequiredService<IDatabaseEngine>().FilePath!);

    /// <summary>Keeps every writer out, as another process does in the middle of a transaction; dispose it to let them in.</summary>
    public IDisposable LockDatabase()
    {
        var other = OpenDatabase();
        other.Run(_schema is null ? "BEGIN IMMEDIATE" : $"BEGIN; {PostgresDatabaseConnection.WriteLockText}; SET LOCAL idle_in_transaction_session_timeout = 0");
        return other;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        if (_schema is not null)
            TestPostgres.Drop(_schema);
        _folder.Dispose();
    }

    internal sealed record Setup
    {
        public required Type[] Functions { get; init; }

        public string[] Args { get; init; } = [];

        public Dictionary<string, string?> Settings { get; init; } = new(StringComparer.OrdinalIgnoreCase);

        public string? WorkingDirectory { get; init; }

        public Action<IServiceCollection> Services { get; init; } = _ => { };
    }
}
