using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Messaging;

/// <summary>
/// Takes the text and the metadata from what is older than they are kept. What a text says stays, and so does what copies
/// and edits are compared by, so that the rest of a row is the same whether it was stripped before another event came or
/// after it. Pure.
/// </summary>
internal static class Retention
{
    /// <summary>A message as it may be stored.</summary>
    public static StoredMessage Of(StoredMessage message, IntakeSettings terms) => terms.Keeps(message.Timestamp) ? message : Strip(message);

    /// <summary>Without text, and without metadata but for flags.</summary>
    public static StoredMessage Strip(StoredMessage message) => message with { Text = null, Metadata = message.Metadata.Lasting };

    /// <summary>A change as it may be applied, or wait; null if nothing is left of it.</summary>
    public static Pending? Of(Pending change, IntakeSettings terms) => terms.Keeps(change.At) ? change : Strip(change);

    /// <summary>Of an edit what its text says; of a reaction, and of a status that is none of ours, nothing.</summary>
    public static Pending? Strip(Pending change)
    {
        var content = change.Content;
        return change.Kind switch
        {
            PendingKind.Edit => change with { Content = content with { Text = null, Signals = content.Signals ?? MessageChanges.Read(content.Text) } },
            PendingKind.Status when content.Status is not null => change with { Content = content with { UnknownStatus = null, Errors = null } },
            PendingKind.Status or PendingKind.Reaction => null,
            _ => change,
        };
    }
}
