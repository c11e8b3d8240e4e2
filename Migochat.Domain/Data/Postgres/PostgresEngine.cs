using Azure.Core;
using Azure.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Migochat.Data;

/// <summary>Keeps the tables in a PostgreSQL database, which any number of instances share.</summary>
public sealed class PostgresEngine : IDatabaseEngine, IDisposable
{
    private const string LockPreparation = "SELECT pg_advisory_lock(hashtextextended('migochat prepare ' || current_schema(), 0))";

    private static readonly TokenRequestContext TokenRequest = new(["https://ossrdbms-aad.database.windows.net/.default"]);
    private static readonly TimeSpan TokenRenewal = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TokenRetry = TimeSpan.FromSeconds(10);

    private readonly PostgresLocation _location;
    private readonly Lazy<NpgsqlDataSource> _source;
    private readonly Lazy<NpgsqlDataSource> _unpooled;
    private readonly Lazy<PooledDbContextFactory<PostgresMigochatContext>> _contexts;

    public PostgresEngine(IConfiguration configuration, ILoggerFactory loggers)
    {
        _location = new PostgresLocation(configuration);
        _source = new Lazy<NpgsqlDataSource>(() => NewSource(isPooled: true));
        _unpooled = new Lazy<NpgsqlDataSource>(() => NewSource(isPooled: false));
        _contexts = new(() => new(ContextOptions.Of<PostgresMigochatContext>(loggers, options => options.UseNpgsql(_source.Value))));
    }

    public string Location => _location.Name;

    public string? FilePath => null;

    public string WriteLockText => PostgresDatabaseConnection.WriteLockText;

    public string ClockText => "SELECT now()";

    public string? Refusal() => _location.Refusal();

    public async Task<DatabaseConnection> OpenPooledAsync(CancellationToken cancellationToken) =>
        new PostgresDatabaseConnection(await _source.Value.OpenConnectionAsync(cancellationToken));

    public DatabaseConnection Open() => new PostgresDatabaseConnection(_unpooled.Value.OpenConnection());

    /// <summary>A connection whose plans always use the indexes: while the tables are new or grow fast, the planner knows no better than to read them whole.</summary>
    public DatabaseConnection OpenForIntake()
    {
        var connection = Open();
        connection.Execute("""
            SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off; SET plan_cache_mode = force_generic_plan
            """);
        return connection;
    }

    public MigochatDbContext CreateContext() => _contexts.Value.CreateDbContext();

    /// <summary>An advisory lock of a session of its own, which idles as long as the claim is kept.</summary>
    public IDisposable? TryClaim(string task)
    {
        var session = Open();
        try
        {
            session.Execute("SET idle_session_timeout = '10min'");
            using var claim = new Statement(session, "SELECT pg_try_advisory_lock(hashtextextended('migochat ' || @0 || ' ' || current_schema(), 0))");
            using var row = claim.Query(task);
            if (row.Read() && row.Truth(0))
                return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }

        session.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Committed()
    {
        // The server looks after its log by itself.
    }

    /// <summary>Deleted rows leave the tables at the server's next vacuum, and its log and backups by its own rules.</summary>
    public Task<bool> ScrubAsync() => Task.FromResult(true);

    public void Compact()
    {
        using var connection = Open();
        using var context = CreateContext();
        foreach (var table in context.Model.GetEntityTypes().Select(entity => entity.GetTableName()).Distinct(StringComparer.Ordinal))
            connection.Execute($"VACUUM (FULL, ANALYZE) {table}");
    }

    /// <inheritdoc/>
    public void RemoveOlderCopies()
    {
        // A migration on the server makes none.
    }

    public void Backup(string file) =>
        throw new InvalidOperationException($"{Location} is backed up by PostgreSQL's own means: pg_dump, or the snapshots of the hosting service.");

    public PreparationOutcome Prepare()
    {
        if (Refusal() is { } refusal)
            throw new InvalidOperationException(refusal);
        try
        {
            // The lock goes with the connection.
            using var preparing = Open();
            preparing.Execute(LockPreparation);
            return Migrate(preparing);
        }
        catch (NpgsqlException exception) when (PostgresErrors.KindOf(exception) == DatabaseErrorKind.Unavailable)
        {
            throw new InvalidOperationException($"{Location} can't be used: {Advice(exception)}", exception);
        }
    }

    public void Dispose()
    {
        foreach (var source in (Lazy<NpgsqlDataSource>[])[_source, _unpooled])
        {
            if (source.IsValueCreated)
                source.Value.Dispose();
        }
    }

    private PreparationOutcome Migrate(DatabaseConnection preparing)
    {
        using var context = CreateContext();
        var known = context.Database.GetMigrations().ToList();
        var applied = Applied(preparing);
        if (applied is null)
            RefuseForeign(preparing);
        if (applied?.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } newer)
            throw new InvalidOperationException($"{Location} was made by a newer Migochat (it has the migration {newer}). It was left as it is; run that version.");
        if (applied?.Count == known.Count)
            return PreparationOutcome.Current;
        context.Database.Migrate();
        return applied is null ? PreparationOutcome.Created : PreparationOutcome.Migrated;
    }

    /// <returns>Null if no migration was ever applied.</returns>
    private static List<string>? Applied(DatabaseConnection connection)
    {
        if (connection.Scalar("SELECT to_regclass('\"__EFMigrationsHistory\"')::text") is not string)
            return null;
        using var history = new Statement(connection, """SELECT "MigrationId" FROM "__EFMigrationsHistory" """);
        using var row = history.Query();
        var applied = new List<string>();
        while (row.Read())
            applied.Add(row.Text(0));
        return applied;
    }

    private void RefuseForeign(DatabaseConnection connection)
    {
        if (connection.Scalar("SELECT string_agg(tablename, ', ' ORDER BY tablename) FROM pg_tables WHERE schemaname = current_schema()") is string tables)
            throw new InvalidOperationException($"{Location} has tables that Migochat did not make ({tables}). It was left as it is; name an empty database.");
    }

    // The server's words name the user and the database, never the password.
    private static string Advice(NpgsqlException exception) => exception switch
    {
        PostgresException server => $"the server says \"{server.MessageText}\" ({server.SqlState}). Check ConnectionStrings__Migochat and the rights of its user.",
        _ => $"it can't be reached ({PostgresErrors.Code(exception)}). Check Host and Port in ConnectionStrings__Migochat, and that the server runs.",
    };

    // A span of Npgsql has the message of an exception, which can quote a value of a row.
    private static void Untraced(NpgsqlTracingOptionsBuilder tracing) => tracing
        .ConfigureCommandFilter(_ => false)
        .ConfigureBatchFilter(_ => false)
        .ConfigureCopyOperationFilter(_ => false)
        .EnablePhysicalOpenTracing(false);

    private NpgsqlDataSource NewSource(bool isPooled)
    {
        if (Refusal() is { } refusal)
            throw new InvalidOperationException(refusal);
        var builder = new NpgsqlDataSourceBuilder(_location.ConnectionString.ToString());
        builder.ConnectionStringBuilder.Pooling &= isPooled;
        builder.ConfigureTracing(Untraced);
        if (_location.WantsToken)
        {
            var credential = new DefaultAzureCredential();
            builder.UsePeriodicPasswordProvider(
                async (_, cancellationToken) => (await credential.GetTokenAsync(TokenRequest, cancellationToken)).Token, TokenRenewal, TokenRetry);
        }

        return builder.Build();
    }
}
