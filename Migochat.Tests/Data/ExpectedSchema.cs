namespace Migochat.Tests.Data;

/// <summary>The tables as the schema document and the design have them, in the form of <see cref="SchemaText"/>.</summary>
public static class ExpectedSchema
{
    /// <summary>As the schema document has them; an enum is as long as its longest member.</summary>
    public static TheoryData<string, string> ContractTables => new()
    {
        {
            "ad_campaigns",
            """
            ad_content TEXT
            budget VARCHAR(100)
            campaign_name VARCHAR(200)
            created_at DATETIME NOT NULL DEFAULT NOW
            facebook_ad_id VARCHAR(100) NOT NULL
            id INTEGER NOT NULL PRIMARY KEY
            status VARCHAR(50) NOT NULL DEFAULT 'active'
            target_audience TEXT
            unique facebook_ad_id
            """
        },
        {
            "app_settings",
            """
            category VARCHAR(50)
            description TEXT
            id INTEGER NOT NULL PRIMARY KEY
            is_sensitive BOOLEAN NOT NULL DEFAULT 0
            key VARCHAR(100) NOT NULL
            updated_at DATETIME NOT NULL DEFAULT NOW
            updated_by VARCHAR(100) NOT NULL DEFAULT 'admin'
            value TEXT
            unique key
            """
        },
        {
            "conversations",
            """
            id INTEGER NOT NULL PRIMARY KEY
            is_active BOOLEAN NOT NULL DEFAULT 1
            last_activity DATETIME NOT NULL DEFAULT NOW
            message_count INTEGER NOT NULL DEFAULT 0
            started_at DATETIME NOT NULL DEFAULT NOW
            user_id INTEGER NOT NULL
            user_id -> users.id
            """
        },
        {
            "lead_activities",
            """
            activity_type VARCHAR(50) NOT NULL
            automated BOOLEAN NOT NULL DEFAULT 0
            id INTEGER NOT NULL PRIMARY KEY
            new_value VARCHAR(100)
            old_value VARCHAR(100)
            reason TEXT
            timestamp DATETIME NOT NULL DEFAULT NOW
            user_id INTEGER NOT NULL
            user_id -> users.id
            """
        },
        {
            "messages",
            """
            ad_id INTEGER
            comment_id VARCHAR(100)
            direction VARCHAR(8) NOT NULL
            facebook_message_id VARCHAR(100)
            id INTEGER NOT NULL PRIMARY KEY
            message_metadata TEXT
            message_source VARCHAR(14) NOT NULL DEFAULT 'DIRECT_MESSAGE'
            message_text TEXT
            message_type VARCHAR(50) NOT NULL DEFAULT 'text'
            platform VARCHAR(50) NOT NULL DEFAULT 'facebook'
            post_id INTEGER
            post_type VARCHAR(7)
            recipient_id VARCHAR(50) NOT NULL
            referral_source VARCHAR(200)
            sender_id VARCHAR(50) NOT NULL
            status VARCHAR(9) NOT NULL DEFAULT 'SENT'
            timestamp DATETIME NOT NULL DEFAULT NOW
            user_id INTEGER NOT NULL
            ad_id -> ad_campaigns.id
            post_id -> posts.id
            user_id -> users.id
            index timestamp
            index user_id
            unique facebook_message_id
            """
        },
        {
            "posts",
            """
            created_at DATETIME NOT NULL DEFAULT NOW
            facebook_post_id VARCHAR(100) NOT NULL
            id INTEGER NOT NULL PRIMARY KEY
            is_active BOOLEAN NOT NULL DEFAULT 1
            post_content TEXT
            post_data TEXT
            post_price VARCHAR(100)
            post_type VARCHAR(7) NOT NULL
            unique facebook_post_id
            """
        },
        {
            "users",
            """
            created_at DATETIME NOT NULL DEFAULT NOW
            customer_label VARCHAR(4)
            customer_type VARCHAR(9)
            first_name VARCHAR(100)
            governorate VARCHAR(14)
            id INTEGER NOT NULL PRIMARY KEY
            is_active BOOLEAN NOT NULL DEFAULT 1
            last_message_at DATETIME
            last_name VARCHAR(100)
            last_stage_change DATETIME NOT NULL DEFAULT NOW
            lead_score INTEGER NOT NULL DEFAULT 0
            lead_stage VARCHAR(11) NOT NULL DEFAULT 'INTAKE'
            phone_number VARCHAR(20)
            platform VARCHAR(50) NOT NULL DEFAULT 'facebook'
            profile_pic VARCHAR(500)
            psid VARCHAR(50) NOT NULL
            unique psid
            """
        },
    };

    /// <summary>Table, lines that the additions take away, lines that they bring.</summary>
    public static TheoryData<string, string, string> Changes => new()
    {
        {
            "ad_campaigns",
            "",
            """
            ad_name VARCHAR(200)
            ad_set_name VARCHAR(200)
            content_at DATETIME
            is_stub BOOLEAN NOT NULL DEFAULT 0
            meta_campaign_name VARCHAR(200)
            """
        },
        {
            "app_settings",
            "",
            ""
        },
        {
            "conversations",
            "",
            """
            waiting_since DATETIME
            index is_active, last_activity
            index user_id, started_at
            index waiting_since WHERE waiting_since IS NOT NULL
            unique user_id WHERE is_active = 1
            """
        },
        {
            "lead_activities",
            "",
            """
            actor VARCHAR(100)
            index user_id, timestamp
            """
        },
        {
            "messages",
            """
            facebook_message_id VARCHAR(100)
            recipient_id VARCHAR(50) NOT NULL
            referral_source VARCHAR(200)
            sender_id VARCHAR(50) NOT NULL
            user_id INTEGER NOT NULL
            index user_id
            """,
            """
            facebook_message_id VARCHAR(255)
            received_at DATETIME NOT NULL DEFAULT NOW
            recipient_id VARCHAR(160) NOT NULL
            referral_source VARCHAR(2083)
            sender_id VARCHAR(160) NOT NULL
            signals TEXT
            user_id INTEGER
            wants_answer VARCHAR(13) NOT NULL DEFAULT 'ALWAYS'
            index ad_id, user_id WHERE ad_id IS NOT NULL
            index post_id, user_id WHERE post_id IS NOT NULL
            index user_id, direction, timestamp WHERE signals LIKE '%"g":%'
            index user_id, direction, timestamp WHERE signals LIKE '%"p":%' AND message_text IS NOT NULL
            index user_id, timestamp
            index user_id, timestamp WHERE direction = 'OUTBOUND'
            index user_id, timestamp WHERE signals LIKE '%"complaint"%'
            """
        },
        {
            "posts",
            "",
            """
            content_at DATETIME
            is_stub BOOLEAN NOT NULL DEFAULT 0
            permalink VARCHAR(2048)
            """
        },
        {
            "users",
            """
            profile_pic VARCHAR(500)
            psid VARCHAR(50) NOT NULL
            """,
            """
            audited_score INTEGER NOT NULL DEFAULT 0
            converted_at DATETIME
            field_sources TEXT
            first_ad_id INTEGER
            first_post_id INTEGER
            first_source VARCHAR(14)
            last_inbound_at DATETIME
            locked TEXT
            marketing_opt_out_at DATETIME
            profile_pic VARCHAR(2048)
            psid VARCHAR(160) NOT NULL
            score_due_at DATETIME
            search_text TEXT
            first_ad_id -> ad_campaigns.id
            first_post_id -> posts.id
            index customer_label, lead_score
            index first_ad_id WHERE first_ad_id IS NOT NULL
            index first_post_id WHERE first_post_id IS NOT NULL
            index last_message_at
            index lead_score
            index lead_stage, lead_score
            index phone_number
            index score_due_at
            """
        },
    };

    public static TheoryData<string, string> AddedTables => new()
    {
        {
            "dead_letters",
            """
            content_hash VARCHAR(64) NOT NULL
            envelope TEXT NOT NULL
            error TEXT
            id INTEGER NOT NULL PRIMARY KEY
            kind VARCHAR(12) NOT NULL
            person_hash VARCHAR(64)
            received_at DATETIME NOT NULL DEFAULT NOW
            seen INTEGER NOT NULL DEFAULT 1
            tries INTEGER NOT NULL DEFAULT 0
            index person_hash WHERE person_hash IS NOT NULL
            index received_at
            unique content_hash
            """
        },
        {
            "dead_letter_people",
            """
            dead_letter_id INTEGER NOT NULL PRIMARY KEY
            value VARCHAR(160) NOT NULL PRIMARY KEY
            dead_letter_id -> dead_letters.id CASCADE
            index value
            unique dead_letter_id, value
            """
        },
        {
            "deletion_requests",
            """
            code VARCHAR(32) NOT NULL
            completed_at DATETIME
            id INTEGER NOT NULL PRIMARY KEY
            issued_at DATETIME
            kind VARCHAR(20) NOT NULL
            person_hash VARCHAR(64) NOT NULL
            receipt TEXT
            requested_at DATETIME NOT NULL DEFAULT NOW
            unique code
            unique person_hash, kind, issued_at
            """
        },
        {
            "erasures",
            """
            erased_at DATETIME NOT NULL
            hash VARCHAR(64) NOT NULL
            id INTEGER NOT NULL PRIMARY KEY
            newest_event_at DATETIME
            index erased_at
            unique hash
            """
        },
        {
            "fetches",
            """
            claimed_until DATETIME
            cursor TEXT
            done_at DATETIME
            due_at DATETIME NOT NULL
            error_kind VARCHAR(20)
            id INTEGER NOT NULL PRIMARY KEY
            kind VARCHAR(20) NOT NULL
            last_error TEXT
            state VARCHAR(7) NOT NULL DEFAULT 'PENDING'
            target VARCHAR(255) NOT NULL
            token_mark VARCHAR(20)
            tries INTEGER NOT NULL DEFAULT 0
            index state, due_at
            unique kind, target
            """
        },
        {
            "outbox",
            """
            attempts INTEGER NOT NULL DEFAULT 0
            automated BOOLEAN NOT NULL DEFAULT 0
            business_id VARCHAR(160) NOT NULL
            changed_at DATETIME NOT NULL DEFAULT NOW
            channel VARCHAR(50) NOT NULL
            claimed_until DATETIME
            comment_id VARCHAR(100)
            content TEXT NOT NULL
            created_at DATETIME NOT NULL DEFAULT NOW
            first_id INTEGER
            free_until DATETIME
            id INTEGER NOT NULL PRIMARY KEY
            mark VARCHAR(32) NOT NULL
            message_id VARCHAR(255)
            next_attempt_at DATETIME NOT NULL DEFAULT NOW
            open_until DATETIME
            price VARCHAR(7) NOT NULL DEFAULT 'UNKNOWN'
            reason VARCHAR(500)
            recipient_id VARCHAR(160)
            sending_at DATETIME
            state VARCHAR(9) NOT NULL DEFAULT 'QUEUED'
            user_id INTEGER NOT NULL
            writer VARCHAR(100)
            user_id -> users.id
            index channel, sending_at
            index comment_id WHERE comment_id IS NOT NULL
            index first_id WHERE first_id IS NOT NULL
            index message_id WHERE message_id IS NOT NULL
            index state, next_attempt_at
            index user_id
            index user_id, id WHERE state IN ('QUEUED', 'SENDING')
            unique mark
            """
        },
        {
            "outbox_requests",
            """
            body_hash VARCHAR(64) NOT NULL
            created_at DATETIME NOT NULL DEFAULT NOW
            idempotency_key VARCHAR(255) NOT NULL PRIMARY KEY
            reply_id INTEGER NOT NULL
            reply_id -> outbox.id CASCADE
            index reply_id
            unique idempotency_key
            """
        },
        {
            "pending_receipt_people",
            """
            kind VARCHAR(20) NOT NULL PRIMARY KEY
            pending_receipt_id INTEGER NOT NULL PRIMARY KEY
            value VARCHAR(160) NOT NULL PRIMARY KEY
            pending_receipt_id -> pending_receipts.id CASCADE
            index kind, value
            unique pending_receipt_id, kind, value
            """
        },
        {
            "pending_receipts",
            """
            discriminator VARCHAR(255) NOT NULL
            event_at DATETIME NOT NULL
            id INTEGER NOT NULL PRIMARY KEY
            kind VARCHAR(20) NOT NULL
            payload TEXT
            received_at DATETIME NOT NULL DEFAULT NOW
            target VARCHAR(255) NOT NULL
            index discriminator WHERE kind = 'sent'
            index received_at
            unique target, kind, discriminator
            """
        },
        {
            "referrals",
            """
            ad_id INTEGER
            business_id VARCHAR(160) NOT NULL
            id INTEGER NOT NULL PRIMARY KEY
            message_source VARCHAR(14) NOT NULL
            metadata TEXT NOT NULL
            person_id VARCHAR(160) NOT NULL
            platform VARCHAR(50) NOT NULL
            post_id INTEGER
            post_type VARCHAR(7)
            referral_key VARCHAR(64) NOT NULL
            referral_source VARCHAR(2083)
            timestamp DATETIME NOT NULL
            user_id INTEGER NOT NULL
            ad_id -> ad_campaigns.id
            post_id -> posts.id
            user_id -> users.id
            index ad_id WHERE ad_id IS NOT NULL
            index post_id WHERE post_id IS NOT NULL
            index user_id, timestamp
            unique referral_key
            """
        },
        {
            "operator_actions",
            """
            actor VARCHAR(100) NOT NULL
            id INTEGER NOT NULL PRIMARY KEY
            kind VARCHAR(19) NOT NULL
            started_at DATETIME NOT NULL DEFAULT NOW
            subject_id INTEGER NOT NULL
            """
        },
        {
            "setting_changes",
            """
            actor VARCHAR(100) NOT NULL
            changed_at DATETIME NOT NULL DEFAULT NOW
            id INTEGER NOT NULL PRIMARY KEY
            key VARCHAR(100) NOT NULL
            kind VARCHAR(7) NOT NULL DEFAULT 'SET'
            new_value TEXT
            old_value TEXT
            index key, changed_at
            """
        },
        {
            "scoring_marks",
            """
            found_at DATETIME NOT NULL
            id INTEGER NOT NULL PRIMARY KEY
            marked_to INTEGER NOT NULL
            passes INTEGER NOT NULL
            terms VARCHAR(50) NOT NULL
            unique terms
            """
        },
        {
            "lexicon_marks",
            """
            id INTEGER NOT NULL PRIMARY KEY
            read_to INTEGER NOT NULL
            version VARCHAR(20) NOT NULL
            unique version
            """
        },
        {
            "thread_marks",
            """
            business_id VARCHAR(160) NOT NULL
            delivered_at DATETIME
            id INTEGER NOT NULL PRIMARY KEY
            kind VARCHAR(20) NOT NULL
            person_id VARCHAR(160) NOT NULL
            read_at DATETIME
            sent_at DATETIME
            unique person_id, business_id
            """
        },
        {
            "token_checks",
            """
            account VARCHAR(30)
            checked_at DATETIME NOT NULL DEFAULT NOW
            ends_at DATETIME
            id INTEGER NOT NULL PRIMARY KEY
            is_valid BOOLEAN
            mark VARCHAR(20) NOT NULL
            missing_permissions VARCHAR(500) NOT NULL DEFAULT ''
            reason VARCHAR(500)
            setting VARCHAR(100) NOT NULL
            unique setting, mark, account
            """
        },
        {
            "user_identities",
            """
            erased_before DATETIME
            erasure_unknown_before DATETIME
            id INTEGER NOT NULL PRIMARY KEY
            kind VARCHAR(20) NOT NULL
            seen_at DATETIME NOT NULL
            user_id INTEGER NOT NULL
            value VARCHAR(160) NOT NULL
            user_id -> users.id
            index user_id
            unique kind, value
            """
        },
    };
}
