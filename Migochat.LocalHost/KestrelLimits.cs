using Microsoft.AspNetCore.Server.Kestrel.Core;
using Migochat.LocalHost.Connections;
using Migochat.LocalHost.Routing;
using Migochat.LocalHost.Settings;

namespace Migochat.LocalHost;

/// <summary>Kestrel as a host for webhooks: many idle connections, no slow senders, no name given away.</summary>
internal static class KestrelLimits
{
    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            kestrel.ApplicationServices.GetRequiredService<SampleGuard>().Check(endpoint);
            endpoint.Use(kestrel.ApplicationServices.GetRequiredService<ConnectionGate>().Guard);
            endpoint.Use(UnencodedUrls.Answer);
        });
        // The intake counts a body's bytes itself, and answers 413 to one that is too long.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        kestrel.Limits.MaxConcurrentConnections = 10_000;
    }
}
