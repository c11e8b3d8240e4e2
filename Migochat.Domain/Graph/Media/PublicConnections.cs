using System.Net;
using System.Net.Sockets;

namespace Migochat.Graph;

/// <summary>
/// Connects to public addresses only. The name is resolved here and the connection made to what was found, so that no second
/// answer of the name server can lead elsewhere.
/// </summary>
internal sealed class PublicConnections(IHostAddresses addresses)
{
    /// <summary>On a request to the address of the settings, which may be this machine's.</summary>
    public static readonly HttpRequestOptionsKey<bool> MayBePrivate = new("Migochat.MayBePrivate");

    /// <exception cref="PrivateAddressException">The name leads into a private network.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var found = await addresses.OfAsync(context.DnsEndPoint.Host, cancellationToken);
        if (!context.InitialRequestMessage.Options.TryGetValue(MayBePrivate, out var mayBePrivate) || !mayBePrivate)
            found = Array.FindAll(found, PublicAddress.IsPublic);
        if (found.Length == 0)
            throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name has no public address.</summary>
internal sealed class PrivateAddressException() : IOException("The name has no public address.");

/// <summary>Resolves names of hosts.</summary>
internal interface IHostAddresses
{
    /// <exception cref="SocketException">There is no such name, or no answer.</exception>
    Task<IPAddress[]> OfAsync(string host, CancellationToken cancellationToken);
}

/// <summary>The system's resolver.</summary>
internal sealed class SystemHostAddresses : IHostAddresses
{
    public Task<IPAddress[]> OfAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);
}
