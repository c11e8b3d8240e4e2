using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Migochat.Data;

namespace Migochat.Tests.Data;

/// <summary>The first migration makes the contract's seven tables; the second adds what the design lists, and nothing else.</summary>
public sealed class SchemaTests
{
    [Theory]
    [MemberData(nameof(ExpectedSchema.ContractTables), MemberType = typeof(ExpectedSchema))]
    public void The_first_migration_makes_each_table_of_the_contract(string table, string expected)
    {
        using var connection = SchemaText.Migrated("Contract");

        Assert.Equal(expected, SchemaText.Of(connection, table), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [MemberData(nameof(ExpectedSchema.Changes), MemberType = typeof(ExpectedSchema))]
    public void The_additions_change_a_table_of_the_contract_only_as_listed(string table, string gone, string came)
    {
        using var contract = SchemaText.Migrated("Contract");
        using var present = SchemaText.Migrated(null);

        var before = SchemaText.Of(contract, table).Split('\n');
        var after = SchemaText.Of(present, table).Split('\n');

        Assert.Equal(gone, string.Join('\n', before.Except(after, StringComparer.Ordinal)));
        Assert.Equal(came, string.Join('\n', after.Except(before, StringComparer.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(ExpectedSchema.AddedTables), MemberType = typeof(ExpectedSchema))]
    public void The_additions_bring_tables_of_their_own(string table, string expected)
    {
        using var connection = SchemaText.Migrated(null);

        Assert.Equal(expected, SchemaText.Of(connection, table), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Leads_of_an_older_file_keep_when_they_first_reached_convert()
    {
        using var connection = SchemaText.Migrated("SentElsewhere");
        DatabaseInFolder.Rows(connection, """
            INSERT INTO users (id, psid, lead_stage, last_stage_change) VALUES
                (1, '1', 'NURTURE', '2026-03-03'), (2, '2', 'QUALIFIED', '2026-03-03'), (3, '3', 'CONVERT', '2026-03-03'), (4, '4', 'NURTURE', '2026-03-03');
            INSERT INTO lead_activities (user_id, activity_type, old_value, new_value, timestamp) VALUES
                (1, 'stage_change', 'intake', 'convert', '2026-03-01'), (1, 'stage_change', 'convert', 'nurture', '2026-03-02'),
                (2, 'stage_change', 'convert', 'qualified', '2026-03-02'), (4, 'stage_change', 'intake', 'nurture', '2026-03-01');
            """);

        SchemaText.Migrate(connection, null);

        Assert.Equal(["1|2026-03-01", "2|2026-03-02", "3|2026-03-03", "4|"], DatabaseInFolder.Rows(connection, "SELECT id, converted_at FROM users ORDER BY id"));
    }

    [Fact]
    public void There_are_no_other_tables()
    {
        using var contract = SchemaText.Migrated("Contract");
        using var present = SchemaText.Migrated(null);

        Assert.Equal(Names(ExpectedSchema.ContractTables.Select(row => (string)row[0])), SchemaText.Tables(contract));
        Assert.Equal(Names(ExpectedSchema.ContractTables.Select(row => (string)row[0]).Concat(ExpectedSchema.AddedTables.Select(row => (string)row[0]))), SchemaText.Tables(present));
    }

    [Fact]
    public void Ids_are_never_given_out_twice()
    {
        using var connection = SchemaText.Migrated(null);

        Assert.Empty(DatabaseInFolder.Rows(connection, """
            SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT LIKE '!_!_EF%' ESCAPE '!' AND name NOT LIKE 'users!_search%' ESCAPE '!' AND name <> 'sqlite_sequence' AND sql LIKE '%"id" INTEGER%' AND sql NOT LIKE '%"id" INTEGER NOT NULL CONSTRAINT % PRIMARY KEY AUTOINCREMENT%'
            """));
    }

    [Fact]
    public void The_model_has_no_change_that_a_migration_lacks()
    {
        using var connection = SchemaText.Migrated(null);
        using var context = SchemaText.Context(connection);

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData("INSERT INTO users (psid) VALUES ('1')", "users", "platform, is_active, lead_stage, lead_score, audited_score", "facebook|1|INTAKE|0|0", "created_at, last_stage_change")]
    [InlineData("INSERT INTO messages (sender_id, recipient_id, direction) VALUES ('1', '2', 'INBOUND')", "messages", "status, message_type, platform, message_source", "SENT|text|facebook|DIRECT_MESSAGE", "timestamp, received_at")]
    [InlineData("INSERT INTO users (id, psid) VALUES (1, '1'); INSERT INTO conversations (user_id) VALUES (1)", "conversations", "is_active, message_count", "1|0", "started_at, last_activity")]
    [InlineData("INSERT INTO users (id, psid) VALUES (1, '1'); INSERT INTO lead_activities (user_id, activity_type) VALUES (1, 'note')", "lead_activities", "automated", "0", "timestamp")]
    [InlineData("INSERT INTO posts (facebook_post_id, post_type) VALUES ('1', 'AD')", "posts", "is_active, is_stub", "1|0", "created_at")]
    [InlineData("INSERT INTO ad_campaigns (facebook_ad_id) VALUES ('1')", "ad_campaigns", "status, is_stub", "active|0", "created_at")]
    [InlineData("INSERT INTO app_settings (key) VALUES ('k')", "app_settings", "is_sensitive, updated_by", "0|admin", "updated_at")]
    public void Defaults_fill_what_an_insert_leaves_out(string insert, string table, string columns, string expected, string times)
    {
        using var connection = SchemaText.Migrated(null);

        connection.Execute(insert);

        Assert.Equal(expected, Assert.Single(DatabaseInFolder.Rows(connection, $"SELECT {columns} FROM {table}")));
        foreach (var time in Assert.Single(DatabaseInFolder.Rows(connection, $"SELECT {times} FROM {table}")).Split('|'))
            Assert.True(UtcText.Parse(time) > DateTime.UnixEpoch.AddYears(50), time);
    }

    [Fact]
    public void Defaults_are_values_that_the_model_can_read()
    {
        using var connection = SchemaText.Migrated(null);
        connection.Execute("INSERT INTO users (id, psid) VALUES (7, '1'); INSERT INTO messages (user_id, sender_id, recipient_id, direction) VALUES (7, '1', '2', 'INBOUND')");
        using var context = SchemaText.Context(connection);

        var user = Assert.Single(context.Users.AsNoTracking());
        var message = Assert.Single(context.Messages.AsNoTracking());

        Assert.Equal((LeadStage.Intake, true, 7L), (user.LeadStage, user.IsActive, user.Id));
        Assert.Equal((MessageSource.DirectMessage, MessageStatus.Sent), (message.MessageSource, message.Status));
    }

    [Theory]
    [InlineData("INSERT INTO users (psid) VALUES ('1'), ('1')")]
    [InlineData("INSERT INTO messages (user_id, sender_id, recipient_id, direction) VALUES (404, '1', '2', 'INBOUND')")]
    [InlineData("INSERT INTO messages (sender_id, recipient_id, direction, facebook_message_id) VALUES ('1', '2', 'INBOUND', 'm'), ('1', '2', 'INBOUND', 'm')")]
    [InlineData("INSERT INTO users (id, psid) VALUES (1, '1'); INSERT INTO conversations (user_id) VALUES (1), (1)")]
    [InlineData("INSERT INTO users (id, psid) VALUES (1, '1'); INSERT INTO conversations (user_id) VALUES (1); DELETE FROM users")]
    public void Keys_are_enforced(string sql)
    {
        using var connection = SchemaText.Migrated(null);

        var error = Assert.Throws<SqliteException>(() => connection.Execute(sql));

        Assert.Equal(19, error.SqliteErrorCode);
    }

    private static List<string> Names(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
