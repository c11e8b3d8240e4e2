using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migochat.Data.Migrations
{
    /// <inheritdoc />
    public partial class Labels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_users_customer_label_lead_score",
                table: "users",
                columns: new[] { "customer_label", "lead_score" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_users_customer_label_lead_score",
                table: "users");
        }
    }
}
