namespace Migochat.Messaging;

/// <summary>How far an outbound message got. Inbound messages stay <see cref="Sent"/>.</summary>
public enum MessageStatus
{
    Sent,
    Delivered,
    Read,
    Failed,
}
