namespace Migochat.Messaging;

/// <summary>How a message reached the shop.</summary>
public enum MessageSource
{
    DirectMessage,
    PostComment,
    AdMessage,
    LeadAd,
    StoryReply,
}
