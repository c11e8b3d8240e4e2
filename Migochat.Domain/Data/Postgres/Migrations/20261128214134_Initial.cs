using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Migochat.Data.PostgresMigrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ad_campaigns",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    facebook_ad_id = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false, collation: "C"),
                    campaign_name = table.Column<string>(type: "VARCHAR(200)", maxLength: 200, nullable: true, collation: "C"),
                    ad_content = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    target_audience = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    budget = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true, collation: "C"),
                    status = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false, defaultValue: "active", collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    is_stub = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    content_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ad_name = table.Column<string>(type: "VARCHAR(200)", maxLength: 200, nullable: true, collation: "C"),
                    ad_set_name = table.Column<string>(type: "VARCHAR(200)", maxLength: 200, nullable: true, collation: "C"),
                    meta_campaign_name = table.Column<string>(type: "VARCHAR(200)", maxLength: 200, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ad_campaigns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "app_settings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    category = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: true, collation: "C"),
                    is_sensitive = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    description = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    updated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_by = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false, defaultValue: "admin", collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_settings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "dead_letters",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "VARCHAR(12)", nullable: false, collation: "C"),
                    content_hash = table.Column<string>(type: "VARCHAR(64)", maxLength: 64, nullable: false, collation: "C"),
                    envelope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    seen = table.Column<int>(type: "integer", nullable: false, defaultValue: 1),
                    tries = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    person_hash = table.Column<string>(type: "VARCHAR(64)", maxLength: 64, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dead_letters", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deletion_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    code = table.Column<string>(type: "VARCHAR(32)", maxLength: 32, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false, collation: "C"),
                    person_hash = table.Column<string>(type: "VARCHAR(64)", maxLength: 64, nullable: false, collation: "C"),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    requested_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    completed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    receipt = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deletion_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    hash = table.Column<string>(type: "VARCHAR(64)", maxLength: 64, nullable: false, collation: "C"),
                    erased_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    newest_event_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erasures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fetches",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false, collation: "C"),
                    target = table.Column<string>(type: "VARCHAR(255)", maxLength: 255, nullable: false, collation: "C"),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "VARCHAR(7)", nullable: false, defaultValue: "PENDING", collation: "C"),
                    tries = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    last_error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    error_kind = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: true, collation: "C"),
                    token_mark = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: true, collation: "C"),
                    claimed_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    cursor = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fetches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lexicon_marks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    version = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false, collation: "C"),
                    read_to = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lexicon_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "operator_actions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "VARCHAR(19)", nullable: false, collation: "C"),
                    subject_id = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false, collation: "C"),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operator_actions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pending_receipts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false, collation: "C"),
                    target = table.Column<string>(type: "VARCHAR(255)", maxLength: 255, nullable: false, collation: "C"),
                    discriminator = table.Column<string>(type: "VARCHAR(255)", maxLength: 255, nullable: false, collation: "C"),
                    event_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pending_receipts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "posts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    facebook_post_id = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false, collation: "C"),
                    post_type = table.Column<string>(type: "VARCHAR(7)", nullable: false, collation: "C"),
                    post_content = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    post_price = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true, collation: "C"),
                    post_data = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    is_stub = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    content_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    permalink = table.Column<string>(type: "VARCHAR(2048)", maxLength: 2048, nullable: true, collation: "C"),
                    is_active = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_posts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "scoring_marks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    terms = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false, collation: "C"),
                    found_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    passes = table.Column<int>(type: "integer", nullable: false),
                    marked_to = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scoring_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "setting_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "VARCHAR(7)", nullable: false, defaultValue: "SET", collation: "C"),
                    old_value = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    new_value = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    actor = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false, collation: "C"),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_setting_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "thread_marks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    business_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false, collation: "C"),
                    person_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false, collation: "C"),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    delivered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    read_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_thread_marks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "token_checks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    setting = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: false, collation: "C"),
                    mark = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false, collation: "C"),
                    account = table.Column<string>(type: "VARCHAR(30)", maxLength: 30, nullable: true, collation: "C"),
                    is_valid = table.Column<bool>(type: "boolean", nullable: true),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    missing_permissions = table.Column<string>(type: "VARCHAR(500)", maxLength: 500, nullable: false, defaultValue: "", collation: "C"),
                    reason = table.Column<string>(type: "VARCHAR(500)", maxLength: 500, nullable: true, collation: "C"),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_token_checks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "dead_letter_people",
                columns: table => new
                {
                    dead_letter_id = table.Column<long>(type: "bigint", nullable: false),
                    value = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false, collation: "C")
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
                    pending_receipt_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false, collation: "C"),
                    value = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false, collation: "C")
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

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    psid = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false, collation: "C"),
                    first_name = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true, collation: "C"),
                    last_name = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true, collation: "C"),
                    profile_pic = table.Column<string>(type: "VARCHAR(2048)", maxLength: 2048, nullable: true, collation: "C"),
                    governorate = table.Column<string>(type: "VARCHAR(14)", nullable: true, collation: "C"),
                    platform = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false, defaultValue: "facebook", collation: "C"),
                    phone_number = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: true, collation: "C"),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    last_message_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    is_active = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true),
                    lead_stage = table.Column<string>(type: "VARCHAR(11)", nullable: false, defaultValue: "INTAKE", collation: "C"),
                    customer_label = table.Column<string>(type: "VARCHAR(4)", nullable: true, collation: "C"),
                    customer_type = table.Column<string>(type: "VARCHAR(9)", nullable: true, collation: "C"),
                    lead_score = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    last_stage_change = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    converted_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    score_due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    first_source = table.Column<string>(type: "VARCHAR(14)", nullable: true, collation: "C"),
                    first_ad_id = table.Column<long>(type: "bigint", nullable: true),
                    first_post_id = table.Column<long>(type: "bigint", nullable: true),
                    last_inbound_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    field_sources = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    locked = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    marketing_opt_out_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    audited_score = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    search_text = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users", x => x.id);
                    table.ForeignKey(
                        name: "FK_users_ad_campaigns_first_ad_id",
                        column: x => x.first_ad_id,
                        principalTable: "ad_campaigns",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_users_posts_first_post_id",
                        column: x => x.first_post_id,
                        principalTable: "posts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "conversations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    last_activity = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    is_active = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true),
                    message_count = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    waiting_since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    activity_type = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false, collation: "C"),
                    old_value = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true, collation: "C"),
                    new_value = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    timestamp = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    automated = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    actor = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true, collation: "C")
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
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    sender_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false, collation: "C"),
                    recipient_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false, collation: "C"),
                    message_text = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    direction = table.Column<string>(type: "VARCHAR(8)", nullable: false, collation: "C"),
                    status = table.Column<string>(type: "VARCHAR(9)", nullable: false, defaultValue: "SENT", collation: "C"),
                    timestamp = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    facebook_message_id = table.Column<string>(type: "VARCHAR(255)", maxLength: 255, nullable: true, collation: "C"),
                    message_type = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false, defaultValue: "text", collation: "C"),
                    message_metadata = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    platform = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false, defaultValue: "facebook", collation: "C"),
                    message_source = table.Column<string>(type: "VARCHAR(14)", nullable: false, defaultValue: "DIRECT_MESSAGE", collation: "C"),
                    post_id = table.Column<long>(type: "bigint", nullable: true),
                    post_type = table.Column<string>(type: "VARCHAR(7)", nullable: true, collation: "C"),
                    ad_id = table.Column<long>(type: "bigint", nullable: true),
                    comment_id = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true, collation: "C"),
                    referral_source = table.Column<string>(type: "VARCHAR(2083)", maxLength: 2083, nullable: true, collation: "C"),
                    signals = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    wants_answer = table.Column<string>(type: "VARCHAR(13)", nullable: false, defaultValue: "ALWAYS", collation: "C"),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
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

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    channel = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false, collation: "C"),
                    business_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false, collation: "C"),
                    recipient_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: true, collation: "C"),
                    comment_id = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true, collation: "C"),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "VARCHAR(9)", nullable: false, defaultValue: "QUEUED", collation: "C"),
                    mark = table.Column<string>(type: "VARCHAR(32)", maxLength: 32, nullable: false, collation: "C"),
                    writer = table.Column<string>(type: "VARCHAR(100)", maxLength: 100, nullable: true, collation: "C"),
                    automated = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    first_id = table.Column<long>(type: "bigint", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    next_attempt_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    claimed_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    sending_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    open_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    message_id = table.Column<string>(type: "VARCHAR(255)", maxLength: 255, nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "VARCHAR(500)", maxLength: 500, nullable: true, collation: "C"),
                    price = table.Column<string>(type: "VARCHAR(7)", nullable: false, defaultValue: "UNKNOWN", collation: "C"),
                    free_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.id);
                    table.ForeignKey(
                        name: "FK_outbox_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "referrals",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    referral_key = table.Column<string>(type: "VARCHAR(64)", maxLength: 64, nullable: false, collation: "C"),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    business_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false, collation: "C"),
                    person_id = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false, collation: "C"),
                    timestamp = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    platform = table.Column<string>(type: "VARCHAR(50)", maxLength: 50, nullable: false, collation: "C"),
                    message_source = table.Column<string>(type: "VARCHAR(14)", nullable: false, collation: "C"),
                    post_id = table.Column<long>(type: "bigint", nullable: true),
                    post_type = table.Column<string>(type: "VARCHAR(7)", nullable: true, collation: "C"),
                    ad_id = table.Column<long>(type: "bigint", nullable: true),
                    referral_source = table.Column<string>(type: "VARCHAR(2083)", maxLength: 2083, nullable: true, collation: "C"),
                    metadata = table.Column<string>(type: "text", nullable: false, collation: "C")
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
                name: "user_identities",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "VARCHAR(20)", maxLength: 20, nullable: false, collation: "C"),
                    value = table.Column<string>(type: "VARCHAR(160)", maxLength: 160, nullable: false, collation: "C"),
                    seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    erased_before = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    erasure_unknown_before = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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

            migrationBuilder.CreateTable(
                name: "outbox_requests",
                columns: table => new
                {
                    idempotency_key = table.Column<string>(type: "VARCHAR(255)", maxLength: 255, nullable: false, collation: "C"),
                    body_hash = table.Column<string>(type: "VARCHAR(64)", maxLength: 64, nullable: false, collation: "C"),
                    reply_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_requests", x => x.idempotency_key);
                    table.ForeignKey(
                        name: "FK_outbox_requests_outbox_reply_id",
                        column: x => x.reply_id,
                        principalTable: "outbox",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
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
                name: "ix_conversations_is_active_last_activity",
                table: "conversations",
                columns: new[] { "is_active", "last_activity" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_user_id_active",
                table: "conversations",
                column: "user_id",
                unique: true,
                filter: "is_active");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_user_id_started_at",
                table: "conversations",
                columns: new[] { "user_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_waiting_since",
                table: "conversations",
                column: "waiting_since",
                filter: "waiting_since IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_dead_letter_people_value",
                table: "dead_letter_people",
                column: "value");

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
                name: "ix_erasures_erased_at",
                table: "erasures",
                column: "erased_at");

            migrationBuilder.CreateIndex(
                name: "ix_erasures_hash",
                table: "erasures",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fetches_kind_target",
                table: "fetches",
                columns: new[] { "kind", "target" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_fetches_state_due_at",
                table: "fetches",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_lead_activities_user_id_timestamp",
                table: "lead_activities",
                columns: new[] { "user_id", "timestamp" });

            migrationBuilder.CreateIndex(
                name: "ix_lexicon_marks_version",
                table: "lexicon_marks",
                column: "version",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_messages_ad_id_user_id",
                table: "messages",
                columns: new[] { "ad_id", "user_id" },
                filter: "ad_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_messages_complaint",
                table: "messages",
                columns: new[] { "user_id", "timestamp" },
                filter: "signals LIKE '%\"complaint\"%'");

            migrationBuilder.CreateIndex(
                name: "ix_messages_facebook_message_id",
                table: "messages",
                column: "facebook_message_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_messages_governorate",
                table: "messages",
                columns: new[] { "user_id", "direction", "timestamp" },
                filter: "signals LIKE '%\"g\":%'");

            migrationBuilder.CreateIndex(
                name: "ix_messages_outbound",
                table: "messages",
                columns: new[] { "user_id", "timestamp" },
                filter: "direction = 'OUTBOUND'");

            migrationBuilder.CreateIndex(
                name: "ix_messages_phone",
                table: "messages",
                columns: new[] { "user_id", "direction", "timestamp" },
                filter: "signals LIKE '%\"p\":%' AND message_text IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_messages_post_id_user_id",
                table: "messages",
                columns: new[] { "post_id", "user_id" },
                filter: "post_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_messages_timestamp",
                table: "messages",
                column: "timestamp");

            migrationBuilder.CreateIndex(
                name: "ix_messages_user_id_timestamp",
                table: "messages",
                columns: new[] { "user_id", "timestamp" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_channel_sending_at",
                table: "outbox",
                columns: new[] { "channel", "sending_at" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_comment_id",
                table: "outbox",
                column: "comment_id",
                filter: "comment_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_first_id",
                table: "outbox",
                column: "first_id",
                filter: "first_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_mark",
                table: "outbox",
                column: "mark",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_message_id",
                table: "outbox",
                column: "message_id",
                filter: "message_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_open",
                table: "outbox",
                columns: new[] { "user_id", "id" },
                filter: "state IN ('QUEUED', 'SENDING')");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_state_next_attempt_at",
                table: "outbox",
                columns: new[] { "state", "next_attempt_at" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_user_id",
                table: "outbox",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_requests_reply_id",
                table: "outbox_requests",
                column: "reply_id");

            migrationBuilder.CreateIndex(
                name: "ix_pending_receipt_people_kind_value",
                table: "pending_receipt_people",
                columns: new[] { "kind", "value" });

            migrationBuilder.CreateIndex(
                name: "ix_pending_receipts_received_at",
                table: "pending_receipts",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_pending_receipts_sent",
                table: "pending_receipts",
                column: "discriminator",
                filter: "kind = 'sent'");

            migrationBuilder.CreateIndex(
                name: "ix_pending_receipts_target_kind_discriminator",
                table: "pending_receipts",
                columns: new[] { "target", "kind", "discriminator" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_posts_facebook_post_id",
                table: "posts",
                column: "facebook_post_id",
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
                name: "ix_scoring_marks_terms",
                table: "scoring_marks",
                column: "terms",
                unique: true);

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
                name: "ix_token_checks_setting_mark_account",
                table: "token_checks",
                columns: new[] { "setting", "mark", "account" },
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

            migrationBuilder.CreateIndex(
                name: "ix_users_customer_label_lead_score",
                table: "users",
                columns: new[] { "customer_label", "lead_score" });

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
                name: "ix_users_psid",
                table: "users",
                column: "psid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_users_score_due_at",
                table: "users",
                column: "score_due_at");

            // The words of each person, for searches by the beginning of a word.
            migrationBuilder.Sql("""
                CREATE INDEX ix_users_search_words ON users USING gin (array_to_tsvector(array_remove(string_to_array(search_text, ' '), '')));
                """);
            migrationBuilder.Sql("""
                CREATE FUNCTION setting_changes_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'setting_changes is append-only'; END $$;
                """);
            migrationBuilder.Sql("""
                CREATE TRIGGER setting_changes_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON setting_changes
                FOR EACH STATEMENT EXECUTE FUNCTION setting_changes_are_append_only();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER setting_changes_no_change ON setting_changes; DROP FUNCTION setting_changes_are_append_only();");

            migrationBuilder.DropTable(
                name: "app_settings");

            migrationBuilder.DropTable(
                name: "conversations");

            migrationBuilder.DropTable(
                name: "dead_letter_people");

            migrationBuilder.DropTable(
                name: "deletion_requests");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "fetches");

            migrationBuilder.DropTable(
                name: "lead_activities");

            migrationBuilder.DropTable(
                name: "lexicon_marks");

            migrationBuilder.DropTable(
                name: "messages");

            migrationBuilder.DropTable(
                name: "operator_actions");

            migrationBuilder.DropTable(
                name: "outbox_requests");

            migrationBuilder.DropTable(
                name: "pending_receipt_people");

            migrationBuilder.DropTable(
                name: "referrals");

            migrationBuilder.DropTable(
                name: "scoring_marks");

            migrationBuilder.DropTable(
                name: "setting_changes");

            migrationBuilder.DropTable(
                name: "thread_marks");

            migrationBuilder.DropTable(
                name: "token_checks");

            migrationBuilder.DropTable(
                name: "user_identities");

            migrationBuilder.DropTable(
                name: "dead_letters");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "pending_receipts");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "ad_campaigns");

            migrationBuilder.DropTable(
                name: "posts");
        }
    }
}
