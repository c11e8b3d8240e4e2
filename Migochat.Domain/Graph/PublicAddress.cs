using System.Net;
using System.Net.Sockets;

namespace Migochat.Graph;

/// <summary>Recognises links that lead to the public internet by https, and not into a private network. Pure: names are not resolved.</summary>
public static class PublicAddress
{
    private const int Longest = 2048;

    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("224.0.0.0/3"),
    ];

    /// <summary>True for an absolute https address of 2,048 characters at most, without a user, whose host is a public name or a public IP address.</summary>
    public static bool IsGood(string text) =>
        text.Length <= Longest && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0 && IsPublicHost(address);

    private static bool IsPublicHost(Uri address) => IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var number)
        ? IsPublic(number)
        : address.IdnHost.Contains('.', StringComparison.Ordinal) && !IsLocalName(address.IdnHost.TrimEnd('.'));

    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || ((string[])[".localhost", ".local", ".internal", ".lan", ".home.arpa", ".intranet"]).Any(end => host.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for an address of the public internet.</summary>
    public static bool IsPublic(IPAddress number)
    {
        if (number.IsIPv4MappedToIPv6)
            number = number.MapToIPv4();
        // Of IPv6 only 2000::/3 is in public use.
        return number.AddressFamily == AddressFamily.InterNetworkV6
            ? (number.GetAddressBytes()[0] & 0xE0) == 0x20
            : !Private.Any(network => network.Contains(number));
    }
}
