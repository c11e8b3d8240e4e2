using Migochat.Data;

namespace Migochat.Tests.Data;

/// <summary>What can't be adopted is refused with a reason, and every byte in its folder stays as it was.</summary>
public sealed class RefusedFileTests
{
    private const string OwnTable = "CREATE TABLE notes (id INTEGER PRIMARY KEY)";

    [Theory]
    [InlineData(OwnTable, "it has a table notes of its own")]
    [InlineData("DROP TABLE app_settings", "it has no table app_settings")]
    [InlineData("CREATE VIEW hot AS SELECT 1", "it has the view hot")]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON posts BEGIN SELECT 1; END", "it has the trigger t")]
    [InlineData("ALTER TABLE users DROP COLUMN profile_pic", "users has no column profile_pic")]
    [InlineData("ALTER TABLE users ADD COLUMN email TEXT", "users has a column email of its own")]
    [InlineData("DROP INDEX ix_users_psid", "users has no unique key (psid)")]
    [InlineData("CREATE UNIQUE INDEX one_each ON conversations (user_id) WHERE id > 100", "conversations has a partial unique key (user_id) of its own")]
    [InlineData("ALTER TABLE posts DROP COLUMN post_price; ALTER TABLE posts ADD COLUMN post_price REAL", "posts.post_price holds REAL and not TEXT")]
    [InlineData("ALTER TABLE posts DROP COLUMN post_price; ALTER TABLE posts ADD COLUMN post_price TEXT NOT NULL DEFAULT ''", "posts.post_price may not be NULL")]
    [InlineData("ALTER TABLE lead_activities DROP COLUMN activity_type; ALTER TABLE lead_activities ADD COLUMN activity_type VARCHAR(50)", "lead_activities.activity_type may be NULL")]
    [InlineData("DROP INDEX ix_messages_user_id; ALTER TABLE messages RENAME COLUMN post_id TO post; ALTER TABLE messages ADD COLUMN post_id INTEGER", "messages has no foreign key (post_id) to posts (id)")]
    public Task Another_schema(string change, string reason) => Is_refused(change, reason);

    [Theory]
    [InlineData("UPDATE users SET lead_stage = 'WON' WHERE id IN (2, 5)", "users.lead_stage holds 'WON' in 2 row(s), the first with id 2")]
    [InlineData("UPDATE users SET governorate = 'Hurghada' WHERE id = 1", "users.governorate holds 'Hurghada' in 1 row(s), the first with id 1")]
    [InlineData("UPDATE messages SET timestamp = 'yesterday' WHERE id = 12", "messages.timestamp holds 'yesterday' in 1 row(s), the first with id 12")]
    [InlineData("UPDATE users SET created_at = 1762000000 WHERE id = 1", "users.created_at holds '1762000000' in 1 row(s), the first with id 1")]
    [InlineData("UPDATE conversations SET is_active = 2 WHERE id = 3", "conversations.is_active holds '2' in 1 row(s), the first with id 3")]
    [InlineData("UPDATE users SET lead_score = 'high' WHERE id = 1", "users.lead_score holds 'high' in 1 row(s), the first with id 1")]
    [InlineData("UPDATE lead_activities SET user_id = NULL WHERE id = 7", "lead_activities.user_id is NULL in 1 row(s), the first with id 7")]
    [InlineData("UPDATE messages SET user_id = 1000 WHERE id >= 20", "4 row(s) of messages point to users that are not there, the first with id 20")]
    public Task A_row_that_can_not_be_understood(string change, string reason) => Is_refused(change, reason);

    [Theory]
    [InlineData(OwnTable)]
    [InlineData("UPDATE users SET lead_stage = 'WON' WHERE id = 1")]
    public async Task A_file_in_WAL_mode(string change)
    {
        using var database = DatabaseInFolder.OfPredecessor().Execute("PRAGMA journal_mode=WAL").Execute(change);

        await AssertRefusedAsync(database);
    }

    [Theory]
    [InlineData(OwnTable)]
    [InlineData("UPDATE users SET lead_stage = 'WON' WHERE id = 1")]
    public async Task A_file_with_changes_only_in_its_write_ahead_log(string change)
    {
        using var database = DatabaseInFolder.OfPredecessor();
        using var crashed = DatabaseInFolder.Empty();
        using (var writer = database.Open())
        {
            writer.Execute("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;");
            writer.Execute(change);
            File.Copy(database.FilePath, crashed.FilePath);
            File.Copy(database.FilePath + "-wal", crashed.FilePath + "-wal");
        }

        await AssertRefusedAsync(crashed);
    }

    [Fact]
    public async Task A_file_that_is_no_database()
    {
        using var database = DatabaseInFolder.Empty();
        await File.WriteAllTextAsync(database.FilePath, "the shop's notes");

        var error = await AssertRefusedAsync(database);

        Assert.Contains("not a SQLite database", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6000)]
    [InlineData(30000)]
    public async Task A_file_that_was_cut_short(int length)
    {
        using var database = DatabaseInFolder.OfPredecessor();
        await using (var file = File.OpenWrite(database.FilePath))
            file.SetLength(length);

        await AssertRefusedAsync(database);
    }

    [Fact]
    public async Task A_file_of_another_text_encoding()
    {
        using var database = DatabaseInFolder.Empty().Execute("PRAGMA encoding='UTF-16le'; " + OwnTable);

        var error = await AssertRefusedAsync(database);

        Assert.Contains("it has texts encoded as UTF-16le", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_differences_are_counted_after_the_first_few()
    {
        using var database = DatabaseInFolder.Empty().Execute(OwnTable);

        var error = await AssertRefusedAsync(database);

        Assert.Contains("; and 3 more. It was left as it is", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BEGIN IMMEDIATE")]
    [InlineData("PRAGMA journal_mode=WAL; INSERT INTO users (psid) VALUES ('late')")]
    public async Task A_file_that_another_connection_has_open(string use)
    {
        using var database = DatabaseInFolder.OfPredecessor();
        using var other = database.Open();
        other.Execute(use);
        var before = database.Names;

        var error = await Assert.ThrowsAsync<InvalidOperationException>(database.PrepareAsync);

        Assert.Contains("another process has it open", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, database.Names);
    }

    private static async Task Is_refused(string change, string reason)
    {
        using var database = DatabaseInFolder.OfPredecessor().Execute(change);

        var error = await AssertRefusedAsync(database);

        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    private static async Task<string> AssertRefusedAsync(DatabaseInFolder database)
    {
        var before = database.Fingerprint();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(database.PrepareAsync);

        Assert.Equal(before, database.Fingerprint());
        Assert.Contains("left as it is", error.Message, StringComparison.Ordinal);
        return error.Message;
    }
}
