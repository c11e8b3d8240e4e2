namespace Migochat.Tests;

/// <summary>A test that needs a PostgreSQL server; skipped where <c>MIGOCHAT_TEST_POSTGRES</c> names none.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (!TestPostgres.IsUsed)
            Skip = "MIGOCHAT_TEST_POSTGRES names no server.";
    }
}
