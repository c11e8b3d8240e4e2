using System.Net;
using System.Net.Sockets;

namespace Migochat.Replies;

/// <summary>Decides whether a link is one that Meta can fetch: https, on a host that is public by its name or address. Pure; asks no DNS.</summary>
internal static class PublicLink
{
    private const int LongestLink = 2048;

    private static readonly string[] PrivateEndings = [".localhost", ".local", ".internal", ".lan", ".home.arpa", ".intranet"];

    public static bool IsPublic(string text) =>
        text.Length <= LongestLink
        && Uri.TryCreate(text, UriKind.Absolute, out var link)
        && link.Scheme == Uri.UriSchemeHttps
        && link.UserInfo.Length == 0
        && IsPublicHost(link);

    private static bool IsPublicHost(Uri link)
    {
        var host = link.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host, out var address))
            return IsPublic(address);
        return host.Contains('.', StringComparison.Ordinal) && !PrivateEndings.Any(ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return IsPublic(address.MapToIPv4());
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return (bytes[0] & 0xE0) == 0x20; // 2000::/3, the addresses that are given out
        return bytes switch
        {
            [0 or 10 or 127, ..] => false,
            [100, >= 64 and <= 127, ..] => false,
            [169, 254, ..] or [192, 168, ..] or [198, 18 or 19, ..] or [192, 0, 0, _] => false,
            [172, >= 16 and <= 31, ..] => false,
            [>= 224, ..] => false,
            _ => true,
        };
    }
}
