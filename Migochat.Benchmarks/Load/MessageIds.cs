using System.Buffers.Text;
using System.Text;

namespace Migochat.Benchmarks.Load;

/// <summary>Message ids in the lengths and shapes that Meta gives them; distinct for distinct numbers.</summary>
public static class MessageIds
{
    private const long TwelveDigits = 1_000_000_000_000;
    private static readonly int[] s_whatsAppHexLengths = [16, 20, 20, 32];

    /// <summary>An id of a message between the person and the shop.</summary>
    public static string On(Person person, long number, Random random) => person.Channel switch
    {
        Channel.WhatsApp => WhatsApp(person.Id, number, random),
        Channel.Messenger => Messenger(number, random),
        _ => Instagram(person.Id, number, random),
    };

    /// <summary><c>wamid.</c> and base64 of the sender's number and a hexadecimal id: 58 to 78 characters.</summary>
    private static string WhatsApp(string sender, long number, Random random)
    {
        var hexadecimal = Hexadecimal(s_whatsAppHexLengths[random.Next(s_whatsAppHexLengths.Length)], number, random);
        byte[] id =
        [
            0x1c, 0x18, (byte)sender.Length, .. Encoding.ASCII.GetBytes(sender),
            0x15, 0x02, 0x00, 0x12, 0x18, (byte)hexadecimal.Length, .. Encoding.ASCII.GetBytes(hexadecimal), 0x00,
        ];
        return "wamid." + Convert.ToBase64String(id);
    }

    /// <summary><c>m_</c> and 86 characters of base64url.</summary>
    private static string Messenger(long number, Random random) => "m_" + Base64Url.EncodeToString(Bytes(64, number, random));

    /// <summary>
    /// 164 characters of base64: the account's, the thread's and the message's number. Ids of a thread share more than a
    /// hundred characters, and grow with time from there.
    /// </summary>
    private static string Instagram(string sender, long number, Random random)
    {
        var (thread, message) = ($"340282366841710300949{sender.PadLeft(18, '0')}", $"30{number:D14}{random.NextInt64(TwelveDigits):D12}{random.NextInt64(TwelveDigits):D12}");
        return Convert.ToBase64String(Encoding.ASCII.GetBytes($"ig_dm_item:1:IGMessageID:{Shop.InstagramAccount}:{thread}:{message}"));
    }

    private static string Hexadecimal(int length, long number, Random random) =>
        "3A" + Convert.ToHexString(Bytes((length / 2) - 1, number, random));

    /// <summary>Random bytes that end with the number, so that no two are equal.</summary>
    private static byte[] Bytes(int count, long number, Random random)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        for (var at = 0; at < 5; at++)
            bytes[count - 1 - at] = (byte)(number >> (8 * at));

        return bytes;
    }
}
