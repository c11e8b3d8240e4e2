using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migochat.Data.Migrations
{
    /// <inheritdoc />
    public partial class NamedPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "erasure_unknown_before",
                table: "user_identities",
                type: "DATETIME",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "newest_event_at",
                table: "erasures",
                type: "DATETIME",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "dead_letter_people",
                columns: table => new
                {
                    dead_letter_id = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dead_letter_people", x => new { x.dead_letter_id, x.value });
                    table.ForeignKey(
                        name: "FK_dead_letter_people_dead_letters_dead_letter_id",
                        column: x => x.dead_letter_id,
                        principalTable: "dead_letters",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pending_receipt_people",
                columns: table => new
                {
                    pending_receipt_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false),
                    value = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pending_receipt_people", x => new { x.pending_receipt_id, x.kind, x.value });
                    table.ForeignKey(
                        name: "FK_pending_receipt_people_pending_receipts_pending_receipt_id",
                        column: x => x.pending_receipt_id,
                        principalTable: "pending_receipts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_messages_governorate",
                table: "messages",
                columns: new[] { "user_id", "direction", "timestamp" },
                filter: "signals LIKE '%\"g\":%'");

            migrationBuilder.CreateIndex(
                name: "ix_messages_phone",
                table: "messages",
                columns: new[] { "user_id", "direction", "timestamp" },
                filter: "signals LIKE '%\"p\":%' AND message_text IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_erasures_erased_at",
                table: "erasures",
                column: "erased_at");

            migrationBuilder.CreateIndex(
                name: "ix_dead_letter_people_value",
                table: "dead_letter_people",
                column: "value");

            migrationBuilder.CreateIndex(
                name: "ix_pending_receipt_people_kind_value",
                table: "pending_receipt_people",
                columns: new[] { "kind", "value" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dead_letter_people");

            migrationBuilder.DropTable(
                name: "pending_receipt_people");

            migrationBuilder.DropIndex(
                name: "ix_messages_governorate",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_messages_phone",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_erasures_erased_at",
                table: "erasures");

            migrationBuilder.DropColumn(
                name: "erasure_unknown_before",
                table: "user_identities");

            migrationBuilder.DropColumn(
                name: "newest_event_at",
                table: "erasures");
        }
    }
}
