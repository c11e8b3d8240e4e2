using System.Net;
using Migochat.Data;

namespace Migochat.Tests.Data;

public sealed class ConnectionUseTests
{
    [Theory]
    [InlineData("leads/1")]
    [InlineData("health?ready")]
    [InlineData("health")]
    public async Task A_request_that_reads_opens_no_connection_of_its_own(string path)
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        await shop.SendAsync(Texts.Messenger(Texts.MessengerItem()).Json());
        var connections = shop.Service<SqliteConnections>();
        Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Get, path)).Status);
        var before = connections.OpenedUnpooled;

        for (var request = 0; request < 5; request++)
            Assert.Equal(HttpStatusCode.OK, (await shop.CallAsync(HttpMethod.Get, path)).Status);

        Assert.Equal(before, connections.OpenedUnpooled);
    }

    [SqliteFact("its pragmas")]
    public async Task A_pooled_connection_is_set_up_as_every_other()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var connections = shop.Service<SqliteConnections>();
        using var owned = connections.Open();

        for (var use = 0; use < 2; use++)
        {
            using var pooled = connections.OpenPooled();
            foreach (var pragma in (string[])["busy_timeout", "synchronous", "foreign_keys", "secure_delete", "wal_autocheckpoint", "journal_mode"])
                Assert.Equal(owned.Scalar($"PRAGMA {pragma}"), pooled.Scalar($"PRAGMA {pragma}"));
        }
    }

    [Fact]
    public void A_write_whose_connection_was_closed_after_an_error_ends_without_another()
    {
        using var database = new TestDatabase();
        var connection = database.Engine.Open();

        using (var scope = database.Writes.EnterForIntake())
        {
            scope.Begin(connection);
            connection.Dispose();
        }

        using var next = database.Engine.Open();
        next.BeginWrite();
        next.Rollback();
    }
}
