namespace Migochat.Settings;

/// <summary>The settings that say when a person and a conversation count as active, and how long texts are kept.</summary>
/// <param name="ConversationIdle">The longest gap that still joins two messages.</param>
/// <param name="InactiveAfter">How long after the last message a person stays active.</param>
/// <param name="KeptSince">Event time before which no text and no metadata is stored, UTC; null: all are.</param>
public sealed record IntakeSettings(TimeSpan ConversationIdle, TimeSpan InactiveAfter, DateTime? KeptSince = null)
{
    /// <summary>True if the text and the metadata of what happened then are stored.</summary>
    /// <param name="time">Event time, UTC.</param>
    public bool Keeps(DateTime time) => !(time < KeptSince);
}
