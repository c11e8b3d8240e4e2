using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migochat.Data.Migrations
{
    /// <inheritdoc />
    public partial class FetchStates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_fetches_due_at",
                table: "fetches");

            migrationBuilder.AddColumn<string>(
                name: "claimed_until",
                table: "fetches",
                type: "DATETIME",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "done_at",
                table: "fetches",
                type: "DATETIME",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "error_kind",
                table: "fetches",
                type: "VARCHAR(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "fetches",
                type: "VARCHAR(7)",
                nullable: false,
                defaultValue: "PENDING");

            migrationBuilder.AddColumn<string>(
                name: "token_mark",
                table: "fetches",
                type: "VARCHAR(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_fetches_state_due_at",
                table: "fetches",
                columns: new[] { "state", "due_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_fetches_state_due_at",
                table: "fetches");

            migrationBuilder.DropColumn(
                name: "claimed_until",
                table: "fetches");

            migrationBuilder.DropColumn(
                name: "done_at",
                table: "fetches");

            migrationBuilder.DropColumn(
                name: "error_kind",
                table: "fetches");

            migrationBuilder.DropColumn(
                name: "state",
                table: "fetches");

            migrationBuilder.DropColumn(
                name: "token_mark",
                table: "fetches");

            migrationBuilder.CreateIndex(
                name: "ix_fetches_due_at",
                table: "fetches",
                column: "due_at");
        }
    }
}
