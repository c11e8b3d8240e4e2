using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Migochat.Access;

/// <summary>
/// The client of a request as a number: an IPv4 address, or the /64 of an IPv6 address, because one subscriber has all of a
/// /64. No other part of an address is kept, and an address is never logged.
/// </summary>
public static class ClientAddress
{
    /// <summary>Zero if there is no address, as on a Unix socket.</summary>
    /// <param name="request">The request. Its sender can write any header.</param>
    /// <param name="isAzure">On Azure the platform holds the socket. It appends the client's address to X-Forwarded-For as the last hop.</param>
    internal static UInt128 Of(HttpRequest request, bool isAzure)
    {
        var forwarded = isAzure ? LastHop(request.Headers["X-Forwarded-For"].ToString()) : null;
        return Of(forwarded ?? request.HttpContext.Connection.RemoteIpAddress);
    }

    /// <summary>The number of an address. An IPv4 address mapped into IPv6 counts as IPv4.</summary>
    public static UInt128 Of(IPAddress? address)
    {
        if (address is null)
            return UInt128.Zero;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        var isV4 = address.AddressFamily == AddressFamily.InterNetwork;
        address.TryWriteBytes(isV4 ? bytes[12..] : bytes, out _);
        if (!isV4)
            bytes[8..].Clear();
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    // Azure writes 203.0.113.9:50123 and [2001:db8::1]:50123.
    private static IPAddress? LastHop(string hops) =>
        IPEndPoint.TryParse(hops.AsSpan(hops.LastIndexOf(',') + 1).Trim(), out var hop) ? hop.Address : null;
}
