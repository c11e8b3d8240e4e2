namespace Migochat.Settings;

/// <summary>The settings for the activity of persons and conversations, and for the retention of texts.</summary>
/// <param name="ConversationIdle">The longest gap between two messages of one conversation.</param>
/// <param name="InactiveAfter">The time after the last message for which a person stays active.</param>
/// <param name="CourtesyWaits">Whether thanks, an emoji or an "ok" after an answer wait for another one.</param>
/// <param name="KeptSince">Texts and metadata of earlier events are not stored (event time, UTC); null: all are stored.</param>
public sealed record IntakeSettings(TimeSpan ConversationIdle, TimeSpan InactiveAfter, bool CourtesyWaits = false, DateTime? KeptSince = null)
{
    /// <summary>True if text and metadata of an event at this time are stored.</summary>
    /// <param name="time">Event time, UTC.</param>
    public bool Keeps(DateTime time) => !(time < KeptSince);
}
