using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migochat.Data.Migrations
{
    /// <inheritdoc />
    public partial class TokenChecks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "token_checks",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    setting = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false),
                    mark = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false),
                    account = table.Column<string>(type: "VARCHAR(30)", maxLength: 30, nullable: true),
                    is_valid = table.Column<bool>(type: "BOOLEAN", nullable: true),
                    ends_at = table.Column<string>(type: "DATETIME", nullable: true),
                    missing_permissions = table.Column<string>(type: "VARCHAR(500)", maxLength: 500, nullable: false, defaultValue: ""),
                    reason = table.Column<string>(type: "VARCHAR(500)", maxLength: 500, nullable: true),
                    checked_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_token_checks", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_channel_sending_at",
                table: "outbox",
                columns: new[] { "channel", "sending_at" });

            migrationBuilder.CreateIndex(
                name: "ix_token_checks_setting_mark_account",
                table: "token_checks",
                columns: new[] { "setting", "mark", "account" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "token_checks");

            migrationBuilder.DropIndex(
                name: "ix_outbox_channel_sending_at",
                table: "outbox");
        }
    }
}
