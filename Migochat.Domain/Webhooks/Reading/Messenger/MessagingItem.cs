using System.Collections.Frozen;
using System.Text.Json;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>A messaging item of Messenger or Instagram, with its sender and recipient.</summary>
/// <param name="Json">The item.</param>
/// <param name="Context">Its position in the delivery.</param>
/// <param name="IsStandby">True if another app handles the thread and this one only listens.</param>
internal sealed record MessagingItem(JsonElement Json, ItemContext Context, bool IsStandby)
{
    public EventOrigin Origin => Context.Origin;

    /// <summary>Null if there is none, or only a <c>user_ref</c>: in items about app roles and policy, and for people who are not known yet.</summary>
    public string? Sender { get; } = Json.Get("sender"u8).Get("id"u8).Id();

    public string? Recipient { get; } = Json.Get("recipient"u8).Get("id"u8).Id();

    /// <summary>The page or Instagram account, if a person is the sender.</summary>
    public string Business => Recipient ?? Context.EntryId ?? "";

    /// <summary>True if the page or Instagram account is the sender.</summary>
    public bool IsOurs => Sender is not null && Sender == Context.EntryId;

    /// <summary>True if the account wrote to itself. Instagram marks that; the sender may then be an id of another scope.</summary>
    public bool IsToSelf => (Sender is not null && Sender == Recipient) || Json.Get("is_self"u8).IsTrue();

    /// <summary>True for a guest of a plugin or checkbox. Meta names the guest by a reference of the website.</summary>
    public bool IsByReference => Sender is null && Json.Get("sender"u8).Get("user_ref"u8).IsPresent();

    public long? Timestamp => Json.Get("timestamp"u8).Whole();

    public DateTime Time => Context.Time(Timestamp);

    public DateTime? OwnTime => Context.OwnTime(Timestamp);

    public string Platform => IsInstagram ? Data.Platform.Instagram : Data.Platform.Facebook;

    /// <summary>The person of the thread, also if the shop is the sender; empty if the item does not name the person.</summary>
    public IReadOnlyList<Identity> Customer => (IsOurs ? Recipient : Sender) is { } id && id != Context.EntryId ? [Person(id)] : [];

    /// <param name="id">The id of the customer in the thread.</param>
    public Identity Person(string id) => new(IsInstagram ? IdentityKind.Instagram : IdentityKind.Facebook, id);

    public Unrecognised Unrecognised(string reason) => Context.Unrecognised(reason);

    public Notice Notice(string name) => new(Origin, name);

    private bool IsInstagram => Context.Kind == MetaObject.Instagram;
}

/// <summary>
/// The fields whose events are messaging items. The test button of the app dashboard, and sometimes Instagram, sends the same item as
/// the value of a change of that field.
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
