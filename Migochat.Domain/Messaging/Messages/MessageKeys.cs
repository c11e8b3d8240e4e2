using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>
/// The keys in <c>messages.facebook_message_id</c>: Meta's mid or wamid, or one of these for a message that has none. Pure.
/// </summary>
public static class MessageKeys
{
    public const int MaxLength = 255;

    /// <param name="platform">One of <see cref="Platform"/>.</param>
    public static string Comment(string platform, string commentId) => $"c:{Short(platform)}:{commentId}";

    /// <summary>A post or media in which somebody else speaks to the shop.</summary>
    public static string Mention(string platform, string postId) => $"m:{Short(platform)}:{postId}";

    public static string Lead(string leadgenId) => $"lead:{leadgenId}";

    /// <summary>For a postback without a mid: the same press gives the same key.</summary>
    /// <param name="time">The event's own, UTC; null if Meta gave none, since the times of entry and receipt differ at each delivery.</param>
    public static string Postback(string businessId, string senderId, DateTime? time, string? payload, string? title)
    {
        var milliseconds = (time - DateTime.UnixEpoch)?.Ticks / TimeSpan.TicksPerMillisecond;
        return $"pb:{Hash(string.Create(CultureInfo.InvariantCulture, $"{businessId}\n{senderId}\n{milliseconds}\n{payload}\n{title}"))}";
    }

    /// <summary>For a WhatsApp message that came without an id: the same message gives the same key.</summary>
    /// <param name="businessId">The phone number id.</param>
    /// <param name="json">The whole item as Meta sent it.</param>
    public static string Nameless(string businessId, string json) => $"wa:{Hash($"{businessId}\n{json}")}";

    /// <summary>For a reply of the outbox that was not sent.</summary>
    public static string Unsent(long outboxId, int attempt) => string.Create(CultureInfo.InvariantCulture, $"unsent:{outboxId}:{attempt}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Short(string platform) => platform == Platform.Instagram ? "ig" : "fb";
}
