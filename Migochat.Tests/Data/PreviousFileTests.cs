using Migochat.Data;

namespace Migochat.Tests.Data;

/// <summary>The file as it was before a migration or an adoption.</summary>
public sealed class PreviousFileTests
{
    private static readonly string Kept = $"migochat.db.before-{MigrationIds.All[^1]}";

    [Fact]
    public async Task It_is_kept_until_the_next_start_but_one()
    {
        using var database = DatabaseInFolder.OfPredecessor();
        var users = database.Rows("SELECT count(*) FROM users");
        await database.PrepareAsync();

        Assert.Contains(Kept, database.Names);
        Assert.Equal(users, Before(database, "SELECT count(*) FROM users"));
        Assert.Equal(["0"], Before(database, "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'"));
        await database.PrepareAsync();
        Assert.Contains(Kept, database.Names);
        await database.PrepareAsync();
        Assert.Equal(["migochat.db"], database.Names);
    }

    [Fact]
    public async Task A_migration_keeps_the_older_file_whole()
    {
        using var database = DatabaseInFolder.Empty();
        await database.PrepareAsync();
        database.MigrateTo(MigrationIds.All[^2]);

        await database.PrepareAsync();

        Assert.Contains(Kept, database.Names);
        Assert.Equal([$"{MigrationIds.All.Count - 1}"], Before(database, """SELECT count(*) FROM "__EFMigrationsHistory" """));
        Assert.Equal([$"{MigrationIds.All.Count}"], database.Rows("""SELECT count(*) FROM "__EFMigrationsHistory" """));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(database.FilePath[..^"migochat.db".Length] + Kept));
    }

    [Fact]
    public async Task A_new_file_has_none()
    {
        using var database = DatabaseInFolder.Empty();

        await database.PrepareAsync();

        Assert.Equal(["migochat.db"], database.Names);
    }

    [SqliteFact("the copy of its file")]
    public async Task An_erasure_removes_it_since_it_holds_the_erased_person()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        shop.Store(context => context.Add(new User { Psid = "1" }));
        PreviousFile.Keep(shop.File, "some_migration");

        await shop.CallAsync(HttpMethod.Delete, "leads/1");

        Assert.False(File.Exists(PreviousFile.PathOf(shop.File, "some_migration")));
    }

    private static List<string> Before(DatabaseInFolder database, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={database.FilePath[..^"migochat.db".Length]}{Kept};Pooling=False;Mode=ReadOnly");
        connection.Open();
        return DatabaseInFolder.Rows(connection, sql);
    }
}
