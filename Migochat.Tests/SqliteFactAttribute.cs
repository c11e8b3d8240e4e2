namespace Migochat.Tests;

/// <summary>A test of SQLite itself; skipped where the tests run on PostgreSQL.</summary>
/// <param name="about">What PostgreSQL does not have, or has in another way.</param>
internal sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute(string about)
    {
        if (TestPostgres.IsUsed)
            Skip = $"A test of SQLite: {about}.";
    }
}
