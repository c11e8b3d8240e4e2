using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migochat.Data.Migrations
{
    /// <inheritdoc />
    public partial class Outbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false),
                    business_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false),
                    recipient_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: true),
                    comment_id = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "VARCHAR(9)", nullable: false, defaultValue: "QUEUED"),
                    mark = table.Column<string>(type: "VARCHAR(32)", maxLength: 32, nullable: false),
                    writer = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true),
                    automated = table.Column<bool>(type: "BOOLEAN", nullable: false, defaultValue: false),
                    first_id = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0),
                    next_attempt_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')"),
                    claimed_until = table.Column<string>(type: "DATETIME", nullable: true),
                    sending_at = table.Column<string>(type: "DATETIME", nullable: true),
                    open_until = table.Column<string>(type: "DATETIME", nullable: true),
                    message_id = table.Column<string>(type: "VARCHAR(255)", maxLength: 255, nullable: true),
                    reason = table.Column<string>(type: "VARCHAR(500)", maxLength: 500, nullable: true),
                    price = table.Column<string>(type: "VARCHAR(7)", nullable: false, defaultValue: "UNKNOWN"),
                    free_until = table.Column<string>(type: "DATETIME", nullable: true),
                    created_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')"),
                    changed_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.id);
                    table.ForeignKey(
                        name: "FK_outbox_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "outbox_requests",
                columns: table => new
                {
                    idempotency_key = table.Column<string>(type: "VARCHAR(255)", maxLength: 255, nullable: false),
                    body_hash = table.Column<string>(type: "VARCHAR(64)", maxLength: 64, nullable: false),
                    reply_id = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_requests", x => x.idempotency_key);
                    table.ForeignKey(
                        name: "FK_outbox_requests_outbox_reply_id",
                        column: x => x.reply_id,
                        principalTable: "outbox",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_comment_id",
                table: "outbox",
                column: "comment_id",
                filter: "comment_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_first_id",
                table: "outbox",
                column: "first_id",
                filter: "first_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_mark",
                table: "outbox",
                column: "mark",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_message_id",
                table: "outbox",
                column: "message_id",
                filter: "message_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_open",
                table: "outbox",
                columns: new[] { "user_id", "id" },
                filter: "state IN ('QUEUED', 'SENDING')");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_state_next_attempt_at",
                table: "outbox",
                columns: new[] { "state", "next_attempt_at" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_user_id",
                table: "outbox",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_requests_reply_id",
                table: "outbox_requests",
                column: "reply_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "outbox_requests");

            migrationBuilder.DropTable(
                name: "outbox");
        }
    }
}
