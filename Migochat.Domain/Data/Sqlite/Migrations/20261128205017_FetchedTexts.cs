using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migochat.Data.Migrations
{
    /// <inheritdoc />
    public partial class FetchedTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "permalink",
                table: "posts",
                type: "VARCHAR(2048)",
                maxLength: 2048,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cursor",
                table: "fetches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ad_name",
                table: "ad_campaigns",
                type: "VARCHAR(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ad_set_name",
                table: "ad_campaigns",
                type: "VARCHAR(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "meta_campaign_name",
                table: "ad_campaigns",
                type: "VARCHAR(200)",
                maxLength: 200,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "permalink",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "cursor",
                table: "fetches");

            migrationBuilder.DropColumn(
                name: "ad_name",
                table: "ad_campaigns");

            migrationBuilder.DropColumn(
                name: "ad_set_name",
                table: "ad_campaigns");

            migrationBuilder.DropColumn(
                name: "meta_campaign_name",
                table: "ad_campaigns");
        }
    }
}
