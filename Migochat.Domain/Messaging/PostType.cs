namespace Migochat.Messaging;

/// <summary>What a Facebook or Instagram post is to the shop.</summary>
public enum PostType
{
    Product,
    Info,
    Ad,
}
