using System.Collections.Frozen;

namespace Migochat.Webhooks;

/// <summary>
/// The explicit list of what Meta tells and Migochat does not use. What is neither read nor on this list becomes a dead
/// letter. docs/events.md shows the same list.
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
        "whatsapp_error");

    /// <summary>Fields of a page that are no messages, comments, posts or lead forms.</summary>
    public static readonly FrozenSet<string> PageFields = FrozenSet.Create(StringComparer.Ordinal, "ratings");

    /// <summary>Fields of an Instagram account.</summary>
    public static readonly FrozenSet<string> InstagramFields = FrozenSet.Create(StringComparer.Ordinal, "story_insights");

    /// <summary>Members of a messaging item that say something about the app or the thread, not what somebody said.</summary>
    public static readonly FrozenSet<string> MessagingItems = FrozenSet.Create(StringComparer.Ordinal, "account_linking");
}
