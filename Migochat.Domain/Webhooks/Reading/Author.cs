using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>The author of a public text: a person, the shop itself, or an unknown author.</summary>
/// <param name="Id">Null if Meta does not name the author.</param>
/// <param name="Name">The full name, if the event has it.</param>
/// <param name="Context">The item that it was read from.</param>
internal sealed record Author(string? Id, string? Name, ItemContext Context)
{
    /// <summary>The page or Instagram account itself.</summary>
    public bool IsUs => Id is not null && Id == Context.EntryId;

    /// <summary>Null for the shop itself and for an unknown author.</summary>
    public Identity? Person => Id is null || IsUs ? null : new Identity(IsInstagram ? IdentityKind.Instagram : IdentityKind.Facebook, Id);

    /// <summary>The same as a list with one id or none.</summary>
    public IReadOnlyList<Identity> People => Person is { } person ? [person] : [];

    /// <summary>True if the id is too long to be stored.</summary>
    public bool IsTooLong => Id is { Length: > Identity.MaxLength };

    /// <summary>A message with the values that all public texts have in common. The caller adds text, attribution and the like.</summary>
    /// <param name="key">One of <see cref="MessageKeys"/>.</param>
    /// <param name="type">The kind of message.</param>
    /// <param name="time">UTC.</param>
    public MessageReceived Wrote(string key, string type, DateTime time) => new(Context.Origin)
    {
        Platform = IsInstagram ? Platform.Instagram : Platform.Facebook,
        Person = People,
        Direction = IsUs ? MessageDirection.Outbound : MessageDirection.Inbound,
        SenderId = Id ?? "",
        RecipientId = IsUs ? "" : Context.EntryId ?? "",
        MessageId = key,
        Time = time,
        ReceivedAt = Context.Delivery.ReceivedAt,
        Rank = CopyRank.Live,
        Type = type,
        Name = Person is null ? null : PersonName.Split(Name),
        NameRank = FieldRank.Comment,
    };

    private bool IsInstagram => Context.Kind == MetaObject.Instagram;
}
