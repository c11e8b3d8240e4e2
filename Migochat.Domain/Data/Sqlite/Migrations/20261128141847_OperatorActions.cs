using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migochat.Data.Migrations
{
    /// <inheritdoc />
    public partial class OperatorActions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "operator_actions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "VARCHAR(19)", nullable: false),
                    subject_id = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false),
                    started_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operator_actions", x => x.id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "operator_actions");
        }
    }
}
