using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migochat.Data.Migrations
{
    /// <inheritdoc />
    public partial class AnswersAndConversions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "converted_at",
                table: "users",
                type: "DATETIME",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "wants_answer",
                table: "messages",
                type: "VARCHAR(13)",
                nullable: false,
                defaultValue: "ALWAYS");

            migrationBuilder.CreateIndex(
                name: "ix_messages_complaint",
                table: "messages",
                columns: new[] { "user_id", "timestamp" },
                filter: "signals LIKE '%\"complaint\"%'");

            // The audit trail tells when a lead reached convert; the stage of another program's leads is all that is known.
            migrationBuilder.Sql("""
                UPDATE users SET converted_at = coalesce(
                    (SELECT min(timestamp) FROM lead_activities
                     WHERE user_id = users.id AND activity_type = 'stage_change'
                       AND (new_value IN ('convert', 'qualified') OR old_value IN ('convert', 'qualified'))),
                    CASE WHEN lead_stage IN ('CONVERT', 'QUALIFIED') THEN last_stage_change END)
                """);

            migrationBuilder.Sql("""
                UPDATE messages SET wants_answer = 'NEVER'
                WHERE json_extract(message_metadata, '$.group_id') IS NOT NULL OR json_extract(message_metadata, '$.deleted') IS NOT NULL
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_messages_complaint",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "converted_at",
                table: "users");

            migrationBuilder.DropColumn(
                name: "wants_answer",
                table: "messages");
        }
    }
}
