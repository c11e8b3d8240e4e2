using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Migochat.Data.Migrations
{
    /// <inheritdoc />
    public partial class Additions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_messages_user_id",
                table: "messages");

            migrationBuilder.AlterColumn<string>(
                name: "psid",
                table: "users",
                type: "VARCHAR(160)",
                maxLength: 160,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "VARCHAR(50)",
                oldMaxLength: 50);

            migrationBuilder.AlterColumn<string>(
                name: "profile_pic",
                table: "users",
                type: "VARCHAR(2048)",
                maxLength: 2048,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "VARCHAR(500)",
                oldMaxLength: 500,
                oldNullable: true);

            migrationBuilder.AddColumn<int>(
                name: "audited_score",
                table: "users",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "field_sources",
                table: "users",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "first_ad_id",
                table: "users",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "first_post_id",
                table: "users",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "first_source",
                table: "users",
                type: "VARCHAR(14)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "last_inbound_at",
                table: "users",
                type: "DATETIME",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "locked",
                table: "users",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "marketing_opt_out_at",
                table: "users",
                type: "DATETIME",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "score_due_at",
                table: "users",
                type: "DATETIME",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "users",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "content_at",
                table: "posts",
                type: "DATETIME",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_stub",
                table: "posts",
                type: "BOOLEAN",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<long>(
                name: "user_id",
                table: "messages",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "INTEGER");

            migrationBuilder.AlterColumn<string>(
                name: "sender_id",
                table: "messages",
                type: "VARCHAR(160)",
                maxLength: 160,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "VARCHAR(50)",
                oldMaxLength: 50);

            migrationBuilder.AlterColumn<string>(
                name: "referral_source",
                table: "messages",
                type: "VARCHAR(2083)",
                maxLength: 2083,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "VARCHAR(200)",
                oldMaxLength: 200,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "recipient_id",
                table: "messages",
                type: "VARCHAR(160)",
                maxLength: 160,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "VARCHAR(50)",
                oldMaxLength: 50);

            migrationBuilder.AlterColumn<string>(
                name: "facebook_message_id",
                table: "messages",
                type: "VARCHAR(255)",
                maxLength: 255,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "VARCHAR(100)",
                oldMaxLength: 100,
                oldNullable: true);

            // A constant here, because SQLite adds no column with a computed default to a table with rows;
            // the rebuild of messages further down gives the column its real default.
            migrationBuilder.AddColumn<string>(
                name: "received_at",
                table: "messages",
                type: "DATETIME",
                nullable: false,
                defaultValue: "1970-01-01 00:00:00.000000");

            migrationBuilder.AddColumn<string>(
                name: "signals",
                table: "messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "actor",
                table: "lead_activities",
                type: "VARCHAR(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "waiting_since",
                table: "conversations",
                type: "DATETIME",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "content_at",
                table: "ad_campaigns",
                type: "DATETIME",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_stub",
                table: "ad_campaigns",
                type: "BOOLEAN",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "dead_letters",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "VARCHAR(12)", nullable: false),
                    content_hash = table.Column<string>(type: "VARCHAR(64)", maxLength: 64, nullable: false),
                    envelope = table.Column<string>(type: "TEXT", nullable: false),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                    received_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')"),
                    seen = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 1),
                    tries = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0),
                    person_hash = table.Column<string>(type: "VARCHAR(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dead_letters", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deletion_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    code = table.Column<string>(type: "VARCHAR(32)", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false),
                    person_hash = table.Column<string>(type: "VARCHAR(64)", maxLength: 64, nullable: false),
                    issued_at = table.Column<string>(type: "DATETIME", nullable: true),
                    requested_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')"),
                    completed_at = table.Column<string>(type: "DATETIME", nullable: true),
                    receipt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deletion_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    hash = table.Column<string>(type: "VARCHAR(64)", maxLength: 64, nullable: false),
                    erased_at = table.Column<string>(type: "DATETIME", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erasures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fetches",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false),
                    target = table.Column<string>(type: "VARCHAR(255)", maxLength: 255, nullable: false),
                    due_at = table.Column<string>(type: "DATETIME", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 0),
                    last_error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fetches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lexicon_marks",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    version = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false),
                    read_to = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lexicon_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pending_receipts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false),
                    target = table.Column<string>(type: "VARCHAR(255)", maxLength: 255, nullable: false),
                    discriminator = table.Column<string>(type: "VARCHAR(255)", maxLength: 255, nullable: false),
                    event_at = table.Column<string>(type: "DATETIME", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: true),
                    received_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pending_receipts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "referrals",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    referral_key = table.Column<string>(type: "VARCHAR(64)", maxLength: 64, nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    business_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false),
                    person_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false),
                    timestamp = table.Column<string>(type: "DATETIME", nullable: false),
                    platform = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false),
                    message_source = table.Column<string>(type: "VARCHAR(14)", nullable: false),
                    post_id = table.Column<long>(type: "INTEGER", nullable: true),
                    post_type = table.Column<string>(type: "VARCHAR(7)", nullable: true),
                    ad_id = table.Column<long>(type: "INTEGER", nullable: true),
                    referral_source = table.Column<string>(type: "VARCHAR(2083)", maxLength: 2083, nullable: true),
                    metadata = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_referrals", x => x.id);
                    table.ForeignKey(
                        name: "FK_referrals_ad_campaigns_ad_id",
                        column: x => x.ad_id,
                        principalTable: "ad_campaigns",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_referrals_posts_post_id",
                        column: x => x.post_id,
                        principalTable: "posts",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_referrals_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "setting_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false),
                    old_value = table.Column<string>(type: "TEXT", nullable: true),
                    new_value = table.Column<string>(type: "TEXT", nullable: true),
                    actor = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false),
                    changed_at = table.Column<string>(type: "DATETIME", nullable: false, defaultValueSql: "strftime('%Y-%m-%d %H:%M:%f000','now')")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_setting_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "thread_marks",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    business_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false),
                    kind = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false),
                    person_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false),
                    sent_at = table.Column<string>(type: "DATETIME", nullable: true),
                    delivered_at = table.Column<string>(type: "DATETIME", nullable: true),
                    read_at = table.Column<string>(type: "DATETIME", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_thread_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "user_identities",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false),
                    value = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false),
                    seen_at = table.Column<string>(type: "DATETIME", nullable: false),
                    erased_before = table.Column<string>(type: "DATETIME", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_identities", x => x.id);
                    table.ForeignKey(
                        name: "FK_user_identities_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_users_first_ad_id",
                table: "users",
                column: "first_ad_id",
                filter: "first_ad_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_first_post_id",
                table: "users",
                column: "first_post_id",
                filter: "first_post_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_last_message_at",
                table: "users",
                column: "last_message_at");

            migrationBuilder.CreateIndex(
                name: "ix_users_lead_score",
                table: "users",
                column: "lead_score");

            migrationBuilder.CreateIndex(
                name: "ix_users_lead_stage_lead_score",
                table: "users",
                columns: new[] { "lead_stage", "lead_score" });

            migrationBuilder.CreateIndex(
                name: "ix_users_phone_number",
                table: "users",
                column: "phone_number");

            migrationBuilder.CreateIndex(
                name: "ix_users_score_due_at",
                table: "users",
                column: "score_due_at");

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

            migrationBuilder.CreateIndex(
                name: "ix_messages_user_id_timestamp",
                table: "messages",
                columns: new[] { "user_id", "timestamp" });

            migrationBuilder.CreateIndex(
                name: "ix_lead_activities_user_id_timestamp",
                table: "lead_activities",
                columns: new[] { "user_id", "timestamp" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_is_active_last_activity",
                table: "conversations",
                columns: new[] { "is_active", "last_activity" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_user_id_active",
                table: "conversations",
                column: "user_id",
                unique: true,
                filter: "is_active = 1");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_user_id_started_at",
                table: "conversations",
                columns: new[] { "user_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_dead_letters_content_hash",
                table: "dead_letters",
                column: "content_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_dead_letters_person_hash",
                table: "dead_letters",
                column: "person_hash",
                filter: "person_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dead_letters_received_at",
                table: "dead_letters",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_deletion_requests_code",
                table: "deletion_requests",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deletion_requests_person_hash_kind_issued_at",
                table: "deletion_requests",
                columns: new[] { "person_hash", "kind", "issued_at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_erasures_hash",
                table: "erasures",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fetches_due_at",
                table: "fetches",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "ix_fetches_kind_target",
                table: "fetches",
                columns: new[] { "kind", "target" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lexicon_marks_version",
                table: "lexicon_marks",
                column: "version",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pending_receipts_received_at",
                table: "pending_receipts",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_pending_receipts_target_kind_discriminator",
                table: "pending_receipts",
                columns: new[] { "target", "kind", "discriminator" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_referrals_ad_id",
                table: "referrals",
                column: "ad_id",
                filter: "ad_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_referrals_post_id",
                table: "referrals",
                column: "post_id",
                filter: "post_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_referrals_referral_key",
                table: "referrals",
                column: "referral_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_referrals_user_id_timestamp",
                table: "referrals",
                columns: new[] { "user_id", "timestamp" });

            migrationBuilder.CreateIndex(
                name: "ix_setting_changes_key_changed_at",
                table: "setting_changes",
                columns: new[] { "key", "changed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_thread_marks_person_id_business_id",
                table: "thread_marks",
                columns: new[] { "person_id", "business_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_identities_kind_value",
                table: "user_identities",
                columns: new[] { "kind", "value" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_identities_user_id",
                table: "user_identities",
                column: "user_id");

            migrationBuilder.AddForeignKey(
                name: "FK_users_ad_campaigns_first_ad_id",
                table: "users",
                column: "first_ad_id",
                principalTable: "ad_campaigns",
                principalColumn: "id");

            migrationBuilder.AddForeignKey(
                name: "FK_users_posts_first_post_id",
                table: "users",
                column: "first_post_id",
                principalTable: "posts",
                principalColumn: "id");

            migrationBuilder.Sql("""
                CREATE TRIGGER setting_changes_no_update BEFORE UPDATE ON setting_changes
                BEGIN SELECT RAISE(ABORT, 'setting_changes is append-only'); END;
                """);
            migrationBuilder.Sql("""
                CREATE TRIGGER setting_changes_no_delete BEFORE DELETE ON setting_changes
                BEGIN SELECT RAISE(ABORT, 'setting_changes is append-only'); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_users_ad_campaigns_first_ad_id",
                table: "users");

            migrationBuilder.DropForeignKey(
                name: "FK_users_posts_first_post_id",
                table: "users");

            migrationBuilder.DropTable(
                name: "dead_letters");

            migrationBuilder.DropTable(
                name: "deletion_requests");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "fetches");

            migrationBuilder.DropTable(
                name: "lexicon_marks");

            migrationBuilder.DropTable(
                name: "pending_receipts");

            migrationBuilder.DropTable(
                name: "referrals");

            migrationBuilder.DropTable(
                name: "setting_changes");

            migrationBuilder.DropTable(
                name: "thread_marks");

            migrationBuilder.DropTable(
                name: "user_identities");

            migrationBuilder.DropIndex(
                name: "ix_users_first_ad_id",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_users_first_post_id",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_users_last_message_at",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_users_lead_score",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_users_lead_stage_lead_score",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_users_phone_number",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_users_score_due_at",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_messages_ad_id",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_messages_post_id",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_messages_user_id_timestamp",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_lead_activities_user_id_timestamp",
                table: "lead_activities");

            migrationBuilder.DropIndex(
                name: "ix_conversations_is_active_last_activity",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_user_id_active",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_user_id_started_at",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "audited_score",
                table: "users");

            migrationBuilder.DropColumn(
                name: "field_sources",
                table: "users");

            migrationBuilder.DropColumn(
                name: "first_ad_id",
                table: "users");

            migrationBuilder.DropColumn(
                name: "first_post_id",
                table: "users");

            migrationBuilder.DropColumn(
                name: "first_source",
                table: "users");

            migrationBuilder.DropColumn(
                name: "last_inbound_at",
                table: "users");

            migrationBuilder.DropColumn(
                name: "locked",
                table: "users");

            migrationBuilder.DropColumn(
                name: "marketing_opt_out_at",
                table: "users");

            migrationBuilder.DropColumn(
                name: "score_due_at",
                table: "users");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "users");

            migrationBuilder.DropColumn(
                name: "content_at",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "is_stub",
                table: "posts");

            migrationBuilder.DropColumn(
                name: "received_at",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "signals",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "actor",
                table: "lead_activities");

            migrationBuilder.DropColumn(
                name: "waiting_since",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "content_at",
                table: "ad_campaigns");

            migrationBuilder.DropColumn(
                name: "is_stub",
                table: "ad_campaigns");

            migrationBuilder.AlterColumn<string>(
                name: "psid",
                table: "users",
                type: "VARCHAR(50)",
                maxLength: 50,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "VARCHAR(160)",
                oldMaxLength: 160);

            migrationBuilder.AlterColumn<string>(
                name: "profile_pic",
                table: "users",
                type: "VARCHAR(500)",
                maxLength: 500,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "VARCHAR(2048)",
                oldMaxLength: 2048,
                oldNullable: true);

            migrationBuilder.AlterColumn<long>(
                name: "user_id",
                table: "messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "sender_id",
                table: "messages",
                type: "VARCHAR(50)",
                maxLength: 50,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "VARCHAR(160)",
                oldMaxLength: 160);

            migrationBuilder.AlterColumn<string>(
                name: "referral_source",
                table: "messages",
                type: "VARCHAR(200)",
                maxLength: 200,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "VARCHAR(2083)",
                oldMaxLength: 2083,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "recipient_id",
                table: "messages",
                type: "VARCHAR(50)",
                maxLength: 50,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "VARCHAR(160)",
                oldMaxLength: 160);

            migrationBuilder.AlterColumn<string>(
                name: "facebook_message_id",
                table: "messages",
                type: "VARCHAR(100)",
                maxLength: 100,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "VARCHAR(255)",
                oldMaxLength: 255,
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_messages_user_id",
                table: "messages",
                column: "user_id");
        }
    }
}
