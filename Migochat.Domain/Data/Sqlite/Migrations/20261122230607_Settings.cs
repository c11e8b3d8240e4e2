using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migochat.Data.Migrations
{
    /// <inheritdoc />
    public partial class Settings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "setting_changes",
                type: "VARCHAR(7)",
                nullable: false,
                defaultValue: "SET");

            migrationBuilder.CreateTable(
                name: "scoring_marks",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    terms = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false),
                    found_at = table.Column<string>(type: "DATETIME", nullable: false),
                    passes = table.Column<int>(type: "INTEGER", nullable: false),
                    marked_to = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scoring_marks", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_scoring_marks_terms",
                table: "scoring_marks",
                column: "terms",
                unique: true);

            // INSERT OR REPLACE takes a row away without asking the trigger that refuses a DELETE.
            // A later migration that rebuilds setting_changes must make its triggers anew.
            migrationBuilder.Sql("""
                CREATE TRIGGER setting_changes_no_replace BEFORE INSERT ON setting_changes
                WHEN EXISTS (SELECT 1 FROM setting_changes WHERE id = new.id)
                BEGIN SELECT RAISE(ABORT, 'setting_changes is append-only'); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "scoring_marks");

            // Not DropColumn, which would rebuild the table without its triggers.
            migrationBuilder.Sql("DROP TRIGGER setting_changes_no_replace; ALTER TABLE setting_changes DROP COLUMN kind;");
        }
    }
}
