using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Migochat.Data;
using Npgsql;

namespace Migochat.Tests.Data;

public sealed class PostgresPoolTests
{
    // The holder of the write lock opens one while requests that wait for the lock hold all of the pool.
    [PostgresFact]
    public async Task A_connection_that_its_owner_keeps_does_not_wait_for_requests()
    {
        using var database = new TestDatabase();
        var small = new NpgsqlConnectionStringBuilder(database.Configuration["ConnectionStrings:Migochat"]) { MaxPoolSize = 2, Timeout = 1 };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Migochat", small.ToString())]).Build();
        using var engine = new PostgresEngine(configuration, NullLoggerFactory.Instance);
        using var first = await engine.OpenPooledAsync(CancellationToken.None);
        using var second = await engine.OpenPooledAsync(CancellationToken.None);

        using var owned = engine.Open();

        Assert.Equal(1, owned.Scalar("SELECT 1"));
        var refusal = await Assert.ThrowsAsync<NpgsqlException>(() => engine.OpenPooledAsync(CancellationToken.None));
        Assert.True(refusal.IsUnavailable());
    }
}
