using System.Collections.Frozen;

namespace Migochat.Webhooks;

/// <summary>
/// The fields whose events come as messaging items; the app dashboard's test button, and Instagram at times, sends the same
/// item as the value of a change of that field.
/// </summary>
internal static class MessagingFields
{
    public const string Standby = "standby";

    private static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        "messages", "message_echoes", "message_edit", "message_edits", "message_deliveries", "message_reads", "message_reactions", "message_context",
        "messaging_postbacks", "messaging_referral", "messaging_referrals", "messaging_seen", "messaging_optins", "messaging_optouts",
        "messaging_handover", "messaging_handovers", "messaging_account_linking", "messaging_policy_enforcement", "messaging_game_plays",
        "messaging_payments", "messaging_pre_checkouts", "messaging_checkout_updates", "messaging_appointments", "messaging_customer_information",
        "messaging_feedback", "messaging_in_thread_lead_form_submit", "messenger_template_status_update", "response_feedback", "send_cart", Standby);

    public static bool Include(string field) => All.Contains(field);
}
