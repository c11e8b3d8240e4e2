using System.Globalization;
using System.Net;
using Migochat.Access;

namespace Migochat.LocalHost.Connections;

/// <summary>
/// Limits the open connections of one address, so that one stranger can't use up all that the server holds. A proxy or a tool on
/// this machine speaks for many callers, so its limit is far higher.
/// </summary>
internal sealed partial class ConnectionLimit(IConfiguration configuration, TimeProvider time, ILogger<ConnectionLimit> logger)
{
    public const string Setting = "Connections:PerAddress";

    private const int Default = 200;
    private const int OfThisMachine = 8_000;
    private static readonly TimeSpan LogEvery = TimeSpan.FromMinutes(1);

    private readonly int _most = Most(configuration[Setting]);
    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, int> _open = [];
    private long? _loggedAt;
    private int _refused;

    /// <summary>Counts a new connection; false, and not counted, if its address has too many. IPv6 addresses count by their /64.</summary>
    public bool TryEnter(IPAddress? address)
    {
        var client = ClientAddress.Of(address);
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(client);
            if (open < (IsThisMachine(address) ? OfThisMachine : _most))
            {
                _open[client] = open + 1;
                return true;
            }

            _refused++;
            LogRefused();
            return false;
        }
    }

    /// <summary>To be called once for each connection that was let in.</summary>
    public void Leave(IPAddress? address)
    {
        var client = ClientAddress.Of(address);
        lock (_lock)
        {
            if (--_open[client] == 0)
                _open.Remove(client);
        }
    }

    // A Unix socket has no address.
    private static bool IsThisMachine(IPAddress? address) =>
        address is null || address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback) || address.Equals(IPAddress.Loopback.MapToIPv6());

    private static int Most(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Default;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0
            ? most
            : throw new InvalidOperationException($"{Setting} wants a whole number of at least 1, not '{text}'.");
    }

    // One line a minute, whatever comes.
    private void LogRefused()
    {
        if (_loggedAt is { } at && time.GetElapsedTime(at) < LogEvery)
            return;
        Refused(_refused);
        (_loggedAt, _refused) = (time.GetTimestamp(), 0);
    }

    [LoggerMessage(1, LogLevel.Warning, "Connections refused, because their address has too many: {Count} since the last such line. Connections__PerAddress sets the limit")]
    private partial void Refused(int count);
}
