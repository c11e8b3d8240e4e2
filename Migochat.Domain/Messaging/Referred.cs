namespace Migochat.Messaging;

/// <summary>Whose referral says where a message came from.</summary>
public enum Referred
{
    /// <summary>Its own.</summary>
    Own,

    /// <summary>One that came before it as an event of its own.</summary>
    Taken,

    /// <summary>Likewise, for a message that would else count as an answer to a story.</summary>
    TakenOverStory,
}
