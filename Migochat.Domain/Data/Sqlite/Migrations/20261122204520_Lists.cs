using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migochat.Data.Migrations
{
    /// <inheritdoc />
    public partial class Lists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_messages_ad_id",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_messages_post_id",
                table: "messages");

            migrationBuilder.CreateIndex(
                name: "ix_messages_ad_id_user_id",
                table: "messages",
                columns: new[] { "ad_id", "user_id" },
                filter: "ad_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_messages_post_id_user_id",
                table: "messages",
                columns: new[] { "post_id", "user_id" },
                filter: "post_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_waiting_since",
                table: "conversations",
                column: "waiting_since",
                filter: "waiting_since IS NOT NULL");

            // Finds people by the beginnings of the words in users.search_text; the words are folded and split before they get here.
            // A later migration that rebuilds users must make the triggers anew.
            migrationBuilder.Sql("""
                CREATE VIRTUAL TABLE users_search USING fts5(
                    search_text, content='users', content_rowid='id', tokenize='ascii', detail='none', columnsize=0, prefix='1 2 3 4 5 6 7 8');
                """);
            migrationBuilder.Sql("INSERT INTO users_search(users_search, rank) VALUES ('secure-delete', 1);");
            migrationBuilder.Sql("""
                CREATE TRIGGER users_search_insert AFTER INSERT ON users WHEN new.search_text IS NOT NULL
                BEGIN INSERT INTO users_search(rowid, search_text) VALUES (new.id, new.search_text); END;
                """);
            migrationBuilder.Sql("""
                CREATE TRIGGER users_search_update AFTER UPDATE OF search_text ON users WHEN new.search_text IS NOT old.search_text
                BEGIN
                    INSERT INTO users_search(users_search, rowid, search_text) SELECT 'delete', old.id, old.search_text WHERE old.search_text IS NOT NULL;
                    INSERT INTO users_search(rowid, search_text) SELECT new.id, new.search_text WHERE new.search_text IS NOT NULL;
                END;
                """);
            migrationBuilder.Sql("""
                CREATE TRIGGER users_search_delete AFTER DELETE ON users WHEN old.search_text IS NOT NULL
                BEGIN INSERT INTO users_search(users_search, rowid, search_text) VALUES ('delete', old.id, old.search_text); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER users_search_insert; DROP TRIGGER users_search_update; DROP TRIGGER users_search_delete; DROP TABLE users_search;");

            migrationBuilder.DropIndex(
                name: "ix_messages_ad_id_user_id",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_messages_post_id_user_id",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_conversations_waiting_since",
                table: "conversations");

            migrationBuilder.CreateIndex(
                name: "ix_messages_ad_id",
                table: "messages",
                column: "ad_id",
                filter: "ad_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_messages_post_id",
                table: "messages",
                column: "post_id",
                filter: "post_id IS NOT NULL");
        }
    }
}
