using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Settings;
using Migochat.Texts;

namespace Migochat.Webhooks;

/// <summary>A message between a person and the shop, whichever side wrote it.</summary>
public sealed record MessageReceived(EventOrigin Origin) : WebhookEvent(Origin, "message")
{
    /// <summary>One of <see cref="Data.Platform"/>.</summary>
    public required string Platform { get; init; }

    /// <summary>
    /// The ids of the customer that the event carries together; none for a comment whose author Meta does not name
    /// and for the page's own comment.
    /// </summary>
    public required IReadOnlyList<Identity> Person { get; init; }

    public required MessageDirection Direction { get; init; }
    public required string SenderId { get; init; }
    public required string RecipientId { get; init; }

    /// <summary>The mid or wamid, or a key of <see cref="MessageKeys"/>: 1 to 255 characters, ordinal.</summary>
    public required string MessageId { get; init; }

    /// <summary>Event time, UTC.</summary>
    public required DateTime Time { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ReceivedAt { get; init; }

    public required CopyRank Rank { get; init; }
    public required string Type { get; init; }
    public string? Text { get; init; }

    /// <summary>The text's signals; null for the shop's own texts and without a text.</summary>
    public TextSignals? Signals { get; init; }

    /// <summary>The parts besides the text, as Meta sent them.</summary>
    public MessageMetadata Metadata { get; init; } = MessageMetadata.None;

    /// <summary>Where it came from, as it says itself.</summary>
    public Attribution Attribution { get; init; } = Attribution.Direct;

    /// <summary>The person's name, where the event tells it.</summary>
    public PersonName? Name { get; init; }

    /// <summary>How far that name is to be believed.</summary>
    public FieldRank NameRank { get; init; } = FieldRank.Profile;

    /// <summary>Meta's id of the comment, where this is one: 100 characters at most.</summary>
    public string? CommentId { get; init; }

    /// <summary>What the sender of the message had sent along: Messenger's <c>metadata</c>. 64 characters at most.</summary>
    public string? Mark { get; init; }

    /// <summary>The key of the parent of the page's own comment. The comment belongs to the thread of the parent's author.</summary>
    public string? ParentKey { get; init; }

    /// <summary>The filled-in form, where this is one: its answers are still to be fetched.</summary>
    public string? LeadgenId { get; init; }

    /// <summary>
    /// This message as it may be stored: where its text is too old to be kept, without it. The phone number of an old text is
    /// left out too, since nobody could tell later which text it came from.
    /// </summary>
    public MessageReceived KeptBy(IntakeSettings settings) => settings.Keeps(Time)
        ? this
        : this with { Text = null, Signals = Signals is { } signals ? signals with { Phone = null } : null, Metadata = Metadata.Lasting };
}
