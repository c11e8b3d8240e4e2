using System.Net;
using Microsoft.AspNetCore.Http;
using Migochat.Access;

namespace Migochat.Tests.Access;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9", true)]
    [InlineData("203.0.113.9", "203.0.113.10", false)]
    [InlineData("203.0.113.9", "::ffff:203.0.113.9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("fe80::1%1", "fe80::2%2", true)]
    [InlineData("::1", "127.0.0.1", false)]
    public void An_IPv4_address_and_a_64_of_IPv6_are_one_client(string one, string other, bool same) =>
        Assert.Equal(same, ClientAddress.Of(IPAddress.Parse(one)) == ClientAddress.Of(IPAddress.Parse(other)));

    [Theory]
    [InlineData(true, "198.51.100.1, 203.0.113.9:50123", "203.0.113.9")]
    [InlineData(true, "203.0.113.9", "203.0.113.9")]
    [InlineData(true, "198.51.100.1, [2001:db8::1]:50123", "2001:db8::1")]
    [InlineData(true, "2001:db8::1", "2001:db8::1")]
    [InlineData(true, "198.51.100.1, somebody", "192.0.2.1")]
    [InlineData(true, "", "192.0.2.1")]
    [InlineData(true, null, "192.0.2.1")]
    [InlineData(false, "198.51.100.1, 203.0.113.9:50123", "192.0.2.1")]
    public void The_last_hop_counts_on_Azure_and_the_socket_elsewhere(bool isAzure, string? forwarded, string client)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");
        context.Request.Headers["X-Forwarded-For"] = forwarded;

        Assert.Equal(ClientAddress.Of(IPAddress.Parse(client)), ClientAddress.Of(context.Request, isAzure));
    }

    [Fact]
    public void A_request_without_an_address_has_a_client_too() =>
        Assert.Equal(UInt128.Zero, ClientAddress.Of(new DefaultHttpContext().Request, isAzure: true));
}
