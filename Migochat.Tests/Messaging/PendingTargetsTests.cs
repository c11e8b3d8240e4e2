using System.Globalization;
using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.Messaging;
using Migochat.Tests.Data;

namespace Migochat.Tests.Messaging;

public sealed class PendingTargetsTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Pending Deletion = new(PendingKind.Deletion, Now, new PendingContent());

    private readonly DatabaseInFolder _database = DatabaseInFolder.Empty();

    public Task InitializeAsync() => _database.PrepareAsync();

    public Task DisposeAsync()
    {
        _database.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999)]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(4321)]
    public void What_waited_before_is_found_from_the_first_transaction_on_and_strangers_soon_are_known(int waiting)
    {
        using var connection = Database.Open(_database.FilePath);
        KeepElsewhere([.. Enumerable.Range(0, waiting).Select(Target)]);
        using var targets = new PendingTargets(connection);

        for (var transaction = 0; transaction < 6; transaction++)
        {
            targets.Begin(Version(connection));
            Assert.All(Enumerable.Range(0, waiting), number => Assert.True(targets.MayHold(Target(number))));
        }

        Assert.InRange(Enumerable.Range(100_000, 10_000).Count(number => targets.MayHold(Target(number))), 0, 50);
    }

    [Fact]
    public void Before_the_first_transaction_anything_may_wait()
    {
        using var connection = Database.Open(_database.FilePath);
        using var targets = new PendingTargets(connection);

        targets.Add(Target(1));

        Assert.True(targets.MayHold(Target(1)));
        Assert.True(targets.MayHold(Target(2)));
    }

    [Fact]
    public void What_somebody_else_commits_is_found()
    {
        using var connection = Database.Open(_database.FilePath);
        using var store = new PendingStore(connection);
        store.Begin(Version(connection));
        Assert.Empty(store.Of(Target(1)));

        KeepElsewhere(Target(1));
        store.Begin(Version(connection));

        Assert.Single(store.Of(Target(1)));
        Assert.True(store.Holds(Target(1), PendingKind.Deletion));
    }

    [Fact]
    public void What_takes_the_id_of_one_that_was_undone_is_found()
    {
        using var connection = Database.Open(_database.FilePath);
        using var store = new PendingStore(connection);
        connection.Run("BEGIN");
        store.Begin(Version(connection));
        store.Keep(Target(1), Deletion, Now);
        connection.Run("ROLLBACK");

        KeepElsewhere(Target(2));
        store.Begin(Version(connection));

        Assert.Empty(store.Of(Target(1)));
        Assert.Single(store.Of(Target(2)));
    }

    [Fact]
    public void What_is_kept_in_a_transaction_is_found_in_it_and_after_it()
    {
        using var connection = Database.Open(_database.FilePath);
        using var store = new PendingStore(connection);
        connection.Run("BEGIN");
        store.Begin(Version(connection));
        store.Keep(Target(1), Deletion, Now);
        Assert.Single(store.Of(Target(1)));
        connection.Run("COMMIT");
        store.Begin(Version(connection));

        Assert.Single(store.Of(Target(1)));
    }

    private void KeepElsewhere(params string[] targets)
    {
        using var connection = Database.Open(_database.FilePath);
        using var store = new PendingStore(connection);
        connection.Run("BEGIN");
        foreach (var target in targets)
            store.Keep(target, Deletion, Now);
        connection.Run("COMMIT");
    }

    private static long Version(SqliteConnection connection) =>
        long.Parse(connection.Rows("PRAGMA data_version")[0]["data_version"]!, CultureInfo.InvariantCulture);

    private static string Target(int number) => $"m_{number}";
}
