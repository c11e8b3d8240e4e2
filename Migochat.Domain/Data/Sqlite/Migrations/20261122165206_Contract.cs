using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migochat.Data.Migrations
{
    /// <inheritdoc />
    public partial class Contract : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ad_campaigns",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    facebook_ad_id = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false),
                    campaign_name = table.Column<string>(type: "VARCHAR(200)", maxLength: 200, nullable: true),
                    ad_content = table.Column<string>(type: "TEXT", nullable: true),
                    target_audience = table.Column<string>(type: "TEXT", nullable: true),
                    budget = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true),
                    status = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false, defaultValue: "active"),
                    created_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ad_campaigns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "app_settings",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true),
                    category = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: true),
                    is_sensitive = table.Column<bool>(type: "BOOLEAN", nullable: false, defaultValue: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    updated_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')"),
                    updated_by = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false, defaultValue: "admin")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_settings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "posts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    facebook_post_id = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false),
                    post_type = table.Column<string>(type: "VARCHAR(7)", nullable: false),
                    post_content = table.Column<string>(type: "TEXT", nullable: true),
                    post_price = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true),
                    post_data = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')"),
                    is_active = table.Column<bool>(type: "BOOLEAN", nullable: false, defaultValue: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_posts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    psid = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false),
                    first_name = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true),
                    last_name = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true),
                    profile_pic = table.Column<string>(type: "VARCHAR(500)", maxLength: 500, nullable: true),
                    governorate = table.Column<string>(type: "VARCHAR(14)", nullable: true),
                    platform = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false, defaultValue: "facebook"),
                    phone_number = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: true),
                    created_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')"),
                    last_message_at = table.Column<string>(type: "DATETIME", nullable: true),
                    is_active = table.Column<bool>(type: "BOOLEAN", nullable: false, defaultValue: true),
                    lead_stage = table.Column<string>(type: "VARCHAR(11)", nullable: false, defaultValue: "INTAKE"),
                    customer_label = table.Column<string>(type: "VARCHAR(4)", nullable: true),
                    customer_type = table.Column<string>(type: "VARCHAR(9)", nullable: true),
                    lead_score = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0),
                    last_stage_change = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "conversations",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    started_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')"),
                    last_activity = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')"),
                    is_active = table.Column<bool>(type: "BOOLEAN", nullable: false, defaultValue: true),
                    message_count = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conversations", x => x.id);
                    table.ForeignKey(
                        name: "FK_conversations_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "lead_activities",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    activity_type = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false),
                    old_value = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true),
                    new_value = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    timestamp = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')"),
                    automated = table.Column<bool>(type: "BOOLEAN", nullable: false, defaultValue: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lead_activities", x => x.id);
                    table.ForeignKey(
                        name: "FK_lead_activities_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "messages",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    sender_id = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false),
                    recipient_id = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false),
                    message_text = table.Column<string>(type: "TEXT", nullable: true),
                    direction = table.Column<string>(type: "VARCHAR(8)", nullable: false),
                    status = table.Column<string>(type: "VARCHAR(9)", nullable: false, defaultValue: "SENT"),
                    timestamp = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')"),
                    facebook_message_id = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true),
                    message_type = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false, defaultValue: "text"),
                    message_metadata = table.Column<string>(type: "TEXT", nullable: true),
                    platform = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false, defaultValue: "facebook"),
                    message_source = table.Column<string>(type: "VARCHAR(14)", nullable: false, defaultValue: "DIRECT_MESSAGE"),
                    post_id = table.Column<long>(type: "INTEGER", nullable: true),
                    post_type = table.Column<string>(type: "VARCHAR(7)", nullable: true),
                    ad_id = table.Column<long>(type: "INTEGER", nullable: true),
                    comment_id = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true),
                    referral_source = table.Column<string>(type: "VARCHAR(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_messages", x => x.id);
                    table.ForeignKey(
                        name: "FK_messages_ad_campaigns_ad_id",
                        column: x => x.ad_id,
                        principalTable: "ad_campaigns",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_messages_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "posts",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_messages_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_ad_campaigns_facebook_ad_id",
                table: "ad_campaigns",
                column: "facebook_ad_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_app_settings_key",
                table: "app_settings",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_messages_facebook_message_id",
                table: "messages",
                column: "facebook_message_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_messages_timestamp",
                table: "messages",
                column: "timestamp");

            migrationBuilder.CreateIndex(
                name: "ix_messages_user_id",
                table: "messages",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_posts_facebook_post_id",
                table: "posts",
                column: "facebook_post_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_users_psid",
                table: "users",
                column: "psid",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "app_settings");

            migrationBuilder.DropTable(
                name: "conversations");

            migrationBuilder.DropTable(
                name: "lead_activities");

            migrationBuilder.DropTable(
                name: "messages");

            migrationBuilder.DropTable(
                name: "ad_campaigns");

            migrationBuilder.DropTable(
                name: "posts");

            migrationBuilder.DropTable(
                name: "users");
        }
    }
}
