using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;

namespace Migochat.Webhooks;

/// <summary>Who wrote in public: a person, the shop itself, or somebody whom Meta does not name.</summary>
/// <param name="Id">Null: not named.</param>
/// <param name="Name">A full name, where one is told.</param>
/// <param name="Place">Where it was read.</param>
internal sealed record Author(string? Id, string? Name, ItemContext Place)
{
    /// <summary>The page or Instagram account itself.</summary>
    public bool IsUs => Id is not null && Id == Place.EntryId;

    /// <summary>Null for the shop itself and for somebody who is not named.</summary>
    public Identity? Person => Id is null || IsUs ? null : new Identity(IsInstagram ? IdentityKind.Instagram : IdentityKind.Facebook, Id);

    /// <summary>The same as a list of one or none.</summary>
    public IReadOnlyList<Identity> People => Person is { } person ? [person] : [];

    /// <summary>The id is longer than those that are stored.</summary>
    public bool IsTooLong => Id is { Length: > Identity.MaxLength };

    /// <summary>What all that is written in public has in common; text, attribution and the like are still to be said.</summary>
    /// <param name="key">One of <see cref="MessageKeys"/>.</param>
    /// <param name="type">The kind of message.</param>
    /// <param name="time">UTC.</param>
    public MessageReceived Wrote(string key, string type, DateTime time) => new(Place.Origin)
    {
        Platform = IsInstagram ? Platform.Instagram : Platform.Facebook,
        Person = People,
        Direction = IsUs ? MessageDirection.Outbound : MessageDirection.Inbound,
        SenderId = Id ?? "",
        RecipientId = IsUs ? "" : Place.EntryId ?? "",
        MessageId = key,
        Time = time,
        ReceivedAt = Place.Context.ReceivedAt,
        Rank = CopyRank.Live,
        Type = type,
        Name = Person is null ? null : PersonName.Split(Name),
        NameRank = FieldRank.Comment,
    };

    private bool IsInstagram => Place.Kind == MetaObject.Instagram;
}
