namespace Migochat.Messaging;

/// <summary>Inbound: customer to shop. Outbound: shop to customer.</summary>
public enum MessageDirection
{
    Inbound,
    Outbound,
}
