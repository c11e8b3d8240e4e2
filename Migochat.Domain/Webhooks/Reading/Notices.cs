using System.Collections.Frozen;

namespace Migochat.Webhooks;

/// <summary>
/// The list of known items that Migochat does not use. An item that is neither read nor on this list becomes a dead letter.
/// docs/events.md shows the same list.
/// </summary>
public static class Notices
{
    /// <summary>Fields of a WhatsApp business account, counted under their own names.</summary>
    public static readonly FrozenSet<string> WhatsAppFields = FrozenSet.Create(
        StringComparer.Ordinal,
        "account_alerts",
        "account_offboarded",
        "account_reconnected",
        "account_review_update",
        "account_settings_update",
        "account_update",
        "automatic_events",
        "business_capability_update",
        "business_status_update",
        "business_username_update",
        "business_username_updates",
        "calls",
        "consumer_profile",
        "flows",
        "group_lifecycle_update",
        "group_participants_update",
        "group_settings_update",
        "group_status_update",
        "message_template_components_update",
        "message_template_quality_update",
        "message_template_status_update",
        "messaging_handovers",
        "partner_solutions",
        "payment_configuration_update",
        "phone_number_name_update",
        "phone_number_quality_update",
        "phone_number_username_update",
        "security",
        "smb_app_state_sync",
        "template_category_update",
        "template_correct_category_detection",
        "tracking_events");

    /// <summary>Items of WhatsApp's other fields.</summary>
    public static readonly FrozenSet<string> WhatsAppItems = FrozenSet.Create(
        StringComparer.Ordinal,
        "empty_change",
        "history_declined",
        "system_identity_changed",
        "system_other",
        "system_without_ids",
        "user_action",
        "whatsapp_error");

    /// <summary>Fields of a page that are no messages, comments, posts or lead forms; counted as <c>page_</c> and the field.</summary>
    public static readonly FrozenSet<string> PageFields = FrozenSet.Create(
        StringComparer.Ordinal,
        "about", "affiliation", "attire", "awards", "band_interests", "band_members", "bio", "birthday", "booking_agent", "business_integrity",
        "call_permission_reply", "call_settings_update", "calls", "category", "checkins", "company_overview", "conversations", "culinary_team",
        "current_location", "description", "email", "founded", "general_info", "general_manager", "genre", "group_feed", "hometown", "hours",
        "inbox_labels", "influences", "invalid_topic_placeholder", "invoice_access_bank_slip_events", "invoice_access_invoice_change",
        "invoice_access_invoice_draft_change", "invoice_access_onboarding_status_active", "leadgen_fat", "leadgen_update", "live_videos",
        "local_delivery", "location", "marketing_message_delivery_failed", "mcom_invoice_change", "members", "merchant_review",
        "message_mention", "message_template_status_update", "messaging_direct_sends", "messaging_fblogin_account_linking",
        "messaging_integrity", "messaging_page_feedback", "mission", "name", "otp_verification", "page_about_story", "page_change_proposal",
        "page_upcoming_change", "parking", "payment_options", "payment_request_update", "personal_info", "personal_interests", "phone",
        "picture", "plot_outline", "press_contact", "price_range", "produced_by", "product_review", "products", "public_transit",
        "publisher_subscriptions", "ratings", "record_label", "registration", "release_date", "restaurant_services", "restaurant_specialties",
        "schedule", "screenplay_by", "starring", "story_poll_response", "story_share", "studio", "user_action",
        "video_text_question_responses", "videos", "website", "written_by");

    /// <summary>Items of a page's feed that are no comments and posts; counted as <c>feed_</c> and the item.</summary>
    public static readonly FrozenSet<string> FeedItems = FrozenSet.Create(
        StringComparer.Ordinal,
        "address", "connection", "coupon", "event", "experience", "group", "group_message", "interest", "like", "link", "mention", "milestone",
        "note", "page", "photo_album", "picture", "platform_story", "profile", "question", "rating", "reaction", "relationship_status",
        "story", "tag", "timeline_cover");

    /// <summary>Fields of an Instagram account; counted as <c>instagram_</c> and the field.</summary>
    public static readonly FrozenSet<string> InstagramFields = FrozenSet.Create(
        StringComparer.Ordinal,
        "comment_poll_response", "creator_marketplace_invited_creator_onboarding", "creator_marketplace_projects", "delta", "follow",
        "onboarding_welcome_message_series", "share_to_story", "story_insights", "story_poll_response", "story_reactions", "story_share");

    /// <summary>Members of a messaging item about the app or the thread. They hold no message.</summary>
    public static readonly FrozenSet<string> MessagingItems = FrozenSet.Create(
        StringComparer.Ordinal,
        "account_linking", "app_roles", "appointment", "checkout_update", "customer_information", "fblogin_account_linking", "game_play",
        "group_feed", "in_thread_lead_form_submit", "message_context", "messaging_customer_information", "messaging_feedback",
        "messaging_in_thread_lead_form_submit", "messenger_template_status_update", "optout", "order", "pass_thread_control", "payment",
        "policy_enforcement", "pre_checkout", "request_thread_control", "response_feedback", "send_cart", "take_thread_control");

    /// <summary>Objects that do not belong to the shop, although an app can subscribe to them; counted as <c>object_</c> and the object.</summary>
    public static readonly FrozenSet<string> Objects = FrozenSet.Create(
        StringComparer.Ordinal,
        "ad_account", "application", "business", "catalog", "certificate_transparency", "group", "managed_meta_account",
        "payment_subscriptions", "payments", "permissions", "threads", "user", "workplace_security");

    /// <summary>Something changed. The subscription leaves the values out.</summary>
    public const string ChangedFields = "changed_fields";

    /// <summary>The shop itself read something.</summary>
    public const string OwnReceipt = "own_receipt";

    public const string MessageEditUnchanged = "message_edit_unchanged";
    public const string OptInWithoutPerson = "optin_without_person";
    public const string PostbackWithoutPerson = "postback_without_person";
    public const string ReferralWithoutPerson = "referral_without_person";

    /// <summary>Any action on a comment except adding, editing, removing, hiding and showing it.</summary>
    public const string FeedCommentOther = "feed_comment_other";

    /// <summary>Any action on a post except adding and editing it; also a post without an id.</summary>
    public const string FeedPostOther = "feed_post_other";

    /// <summary>Any action on a mention except adding, editing and removing it; also the page's mention of itself.</summary>
    public const string MentionOther = "mention_other";

    /// <summary>The name under which a messaging item with this member is counted; null if the member is not on the list.</summary>
    public static string? OfMessagingItem(string member) => member switch
    {
        "policy-enforcement" => "policy_enforcement",
        // A comment in a group of the page has no member of its own. The item itself is the comment.
        "group_id" => "group_feed",
        _ => MessagingItems.Contains(member) ? member : null,
    };

    /// <summary>The name under which a feed item is counted; null if it is not on the list.</summary>
    /// <param name="item">Meta's word, such as <c>reaction</c>, <c>platform-story</c> or <c>timeline cover</c>.</param>
    public static string? OfFeedItem(string item)
    {
        var name = item.Replace('-', '_').Replace(' ', '_');
        return FeedItems.Contains(name) ? $"feed_{name}" : null;
    }
}
