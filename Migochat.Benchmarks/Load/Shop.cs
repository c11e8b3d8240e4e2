namespace Migochat.Benchmarks.Load;

/// <summary>The accounts that people write to.</summary>
public static class Shop
{
    public const string Page = "682498171943165";
    public const string InstagramAccount = "17841405822304914";
    public const string WhatsAppAccount = "102290129340398";
    public const string WhatsAppPhoneNumber = "106540352242922";
    public const string WhatsAppDisplayNumber = "201000000001";

    /// <summary>The id that a message of that channel is sent to.</summary>
    public static string IdOn(Channel channel) => channel switch
    {
        Channel.WhatsApp => WhatsAppPhoneNumber,
        Channel.Messenger => Page,
        _ => InstagramAccount,
    };
}
