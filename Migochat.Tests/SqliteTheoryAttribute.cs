namespace Migochat.Tests;

/// <summary>The same with cases.</summary>
/// <inheritdoc cref="SqliteFactAttribute(string)" path="/param"/>
internal sealed class SqliteTheoryAttribute : TheoryAttribute
{
    public SqliteTheoryAttribute(string about)
    {
        if (TestPostgres.IsUsed)
            Skip = $"A test of SQLite: {about}.";
    }
}
