namespace Migochat.Messaging;

/// <summary>The forms in which one message may reach us, from the least to the most telling; the best copy's content is kept.</summary>
public enum CopyRank
{
    /// <summary>Says that there was a message, not what it held.</summary>
    Placeholder,
    History,
    Standby,
    Echo,
    Live,
}
