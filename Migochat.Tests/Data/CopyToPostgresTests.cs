using Microsoft.Extensions.Configuration;
using Migochat.Data;
using Migochat.Tests.LocalHost;

namespace Migochat.Tests.Data;

public sealed class CopyToPostgresTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _told = [];

    [PostgresFact]
    public void Every_row_of_a_file_is_in_the_new_database_and_new_rows_follow()
    {
        using var file = new Shopkeeper(_folder);
        var target = TestPostgres.NewEmptyDatabase();
        try
        {
            new CopyToPostgres(file.Engine).Run(target, _told.Add);

            using var copy = TestPostgres.Open(target);
            using var source = file.Engine.Open();
            foreach (var table in (string[])["users", "user_identities", "messages", "conversations", "app_settings"])
                Assert.Equal(source.Rows($"SELECT * FROM {table} ORDER BY id"), copy.Rows($"SELECT * FROM {table} ORDER BY id"));
            Assert.Contains("messages: 2 rows", _told);
            copy.Run("INSERT INTO posts (facebook_post_id, post_type) VALUES ('p_new', 'INFO')");
            Assert.Equal("8", copy.Rows("SELECT id FROM posts WHERE facebook_post_id = 'p_new'")[0]["id"]);
        }
        finally
        {
            TestPostgres.Drop(target);
        }
    }

    [PostgresFact]
    public void A_database_with_rows_is_left_as_it_is()
    {
        using var file = new Shopkeeper(_folder);
        var target = TestPostgres.NewEmptyDatabase();
        try
        {
            new CopyToPostgres(file.Engine).Run(target, _told.Add);

            var again = Assert.Throws<InvalidOperationException>(() => new CopyToPostgres(file.Engine).Run(target, _told.Add));

            Assert.Contains("has rows already", again.Message, StringComparison.Ordinal);
            using var copy = TestPostgres.Open(target);
            Assert.Equal(2, copy.Count("messages"));
        }
        finally
        {
            TestPostgres.Drop(target);
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A SQLite file with a person, two messages and a post.</summary>
    private sealed class Shopkeeper : IDisposable
    {
        public Shopkeeper(TemporaryFolder folder)
        {
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([new("ConnectionStrings:Migochat", $"Data Source={folder.File("shop.db")}")]).Build();
            Engine = TestDatabase.Sqlite(configuration, TimeProvider.System);
            Engine.Prepare();
            using var connection = Engine.Open();
            connection.Execute("""
                INSERT INTO posts (id, facebook_post_id, post_type, is_stub) VALUES (7, 'p_1', 'INFO', TRUE);
                INSERT INTO users (id, psid, platform, first_name, first_post_id, last_message_at) VALUES (3, '654', 'facebook', 'منى', 7, '2026-03-01 11:00:00.000001');
                INSERT INTO user_identities (user_id, kind, value, seen_at) VALUES (3, 'facebook', '654', '2026-03-01 11:00:00.000001');
                INSERT INTO messages (facebook_message_id, user_id, sender_id, recipient_id, direction, timestamp, message_text)
                VALUES ('m_1', 3, '654', '1', 'INBOUND', '2026-03-01 10:00:00.000000', 'بكام؟'), ('m_2', NULL, '1', '654', 'OUTBOUND', '2026-03-01 11:00:00.000001', NULL);
                INSERT INTO conversations (user_id, started_at, last_activity, is_active, message_count) VALUES (3, '2026-03-01 10:00:00.000000', '2026-03-01 11:00:00.000001', TRUE, 2);
                INSERT INTO app_settings (key, value, is_sensitive) VALUES ('lead_warm_threshold', '30', FALSE);
                """);
        }

        public SqliteEngine Engine { get; }

        public void Dispose() => Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
