using Migochat.Data;
using Npgsql;

namespace Migochat.Tests.Data;

public sealed class PostgresCommitTests
{
    // PostgreSQL answers the COMMIT of a failed transaction with a rollback and no error.
    [PostgresFact]
    public async Task A_commit_after_a_failed_statement_throws_and_the_connection_can_be_used_again()
    {
        using var database = new TestDatabase();
        using var connection = database.Engine.Open();
        using (var scope = await database.Writes.BeginAsync(connection, CancellationToken.None))
        {
            connection.Execute("INSERT INTO posts (facebook_post_id, post_type) VALUES ('1_1', 'INFO')");
            Assert.Throws<PostgresException>(() => connection.Execute("INSERT INTO posts (facebook_post_id, post_type) VALUES ('1_1', 'INFO')"));

            var failure = Assert.Throws<PostgresException>(scope.Commit);

            Assert.Equal(PostgresErrorCodes.InFailedSqlTransaction, failure.SqlState);
        }

        Assert.Equal(0, connection.Count("posts"));
        using (var scope = await database.Writes.BeginAsync(connection, CancellationToken.None))
        {
            connection.Execute("INSERT INTO posts (facebook_post_id, post_type) VALUES ('1_2', 'INFO')");
            scope.Commit();
        }

        Assert.Equal(1, connection.Count("posts"));
    }
}
