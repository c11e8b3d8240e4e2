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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
