namespace Migochat.Data;

/// <summary>The values of the <c>platform</c> columns.</summary>
public static class Platform
{
    public const string Facebook = "facebook";
    public const string Instagram = "instagram";
    public const string WhatsApp = "whatsapp";

    public static IReadOnlyList<string> All { get; } = [Facebook, Instagram, WhatsApp];
}
