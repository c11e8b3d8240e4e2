using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Messaging;

/// <summary>
/// Removes text and metadata that are older than the retention. The text's signals stay, and so do the values that copies and
/// edits are compared by. So the rest of a row is the same whether another event comes before the removal or after it. Pure.
/// </summary>
internal static class RetentionRule
{
    /// <summary>A message as it may be stored.</summary>
    public static StoredMessage Of(StoredMessage message, IntakeSettings settings) => settings.Keeps(message.Timestamp) ? message : Strip(message);

    /// <summary>Without text, and without metadata but for flags.</summary>
    public static StoredMessage Strip(StoredMessage message) => message with { Text = null, Metadata = message.Metadata.Lasting };

    /// <summary>A change as it may be applied, or wait; null if nothing is left of it.</summary>
    public static PendingChange? Of(PendingChange change, IntakeSettings settings) => settings.Keeps(change.At) ? change : Strip(change);

    /// <summary>Keeps only the signals of an edit's text, and nothing of a reaction or an unknown status.</summary>
    public static PendingChange? Strip(PendingChange change)
    {
        var content = change.Content;
        return change.Kind switch
        {
            PendingKind.Edit => change with { Content = content with { Text = null, Content = null, Signals = content.Signals ?? MessageChanges.Read(content.Text) } },
            PendingKind.Status when content.Status is not null => change with { Content = content with { UnknownStatus = null, Errors = null } },
            PendingKind.Status or PendingKind.Reaction => null,
            _ => change,
        };
    }
}
