using System.Text.Json;
using Migochat.Leads;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>A messaging item of Messenger or Instagram, and who it is between.</summary>
/// <param name="Json">The item.</param>
/// <param name="Place">Where it stood.</param>
/// <param name="IsStandby">Another app has the thread; this one only listens.</param>
internal sealed record MessagingItem(JsonElement Json, ItemPlace Place, bool IsStandby)
{
    public EventOrigin Origin => Place.Origin;

    /// <summary>Null where there is none, or a <c>user_ref</c> only: app roles, policy, people that are not known yet.</summary>
    public string? Sender { get; } = Json.Get("sender"u8).Get("id"u8).Id();

    public string? Recipient { get; } = Json.Get("recipient"u8).Get("id"u8).Id();

    /// <summary>The page or Instagram account, where a person is the sender.</summary>
    public string Business => Recipient ?? Place.EntryId ?? "";

    /// <summary>The page or Instagram account did it itself.</summary>
    public bool IsOurs => Sender is not null && Sender == Place.EntryId;

    /// <summary>Instagram's mark on what an account does to itself, whose sender may be an id of another scope.</summary>
    public bool IsToSelf => (Sender is not null && Sender == Recipient) || Json.Get("is_self"u8).IsTrue();

    /// <summary>A guest of a plugin or checkbox, whom Meta names by a reference of the website's.</summary>
    public bool IsByReference => Sender is null && Json.Get("sender"u8).Get("user_ref"u8).IsPresent();

    public long? Timestamp => Json.Get("timestamp"u8).Whole();

    public DateTime Time => Place.Time(Timestamp);

    public string Platform => IsInstagram ? Messaging.Platform.Instagram : Messaging.Platform.Facebook;

    /// <summary>The person on the thread, whichever side did it; none where the item does not name them.</summary>
    public IReadOnlyList<Identity> Customer => (IsOurs ? Recipient : Sender) is { } id && id != Place.EntryId ? [Person(id)] : [];

    /// <param name="id">The customer's side of the thread.</param>
    public Identity Person(string id) => new(IsInstagram ? IdentityKind.Instagram : IdentityKind.Facebook, id);

    public Unrecognised Unrecognised(string reason) => Place.Unrecognised(reason);

    public Notice Notice(string name) => new(Origin, name);

    private bool IsInstagram => Place.Kind == MetaObject.Instagram;
}
