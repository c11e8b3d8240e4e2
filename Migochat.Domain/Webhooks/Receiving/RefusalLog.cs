using Microsoft.Extensions.Logging;
using Migochat.Access;

namespace Migochat.Webhooks;

/// <summary>Logs the first refusals of a client in each minute. It counts the others and logs their number at most once a minute.</summary>
internal sealed partial class RefusalLog(TimeProvider time, ILogger logger)
{
    private const int Told = 10;
    private const int Clients = 4096;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly FailureTable _refusals = new(Clients, Window);
    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _lastCount;
    private int _untold;

    public void Add(UInt128 client, string channel, int bytes, IntakeAnswer answer)
    {
        var now = time.GetElapsedTime(_start);
        var isTold = _refusals.Add(client, now).Failures <= Told;
        if (TakeUntold(now, isTold) is > 0 and var more)
            More(logger, more);
        if (isTold)
            Refused(logger, channel, bytes, answer);
    }

    private int TakeUntold(TimeSpan now, bool isTold)
    {
        lock (_lock)
        {
            _untold += isTold ? 0 : 1;
            if (_untold == 0 || now - _lastCount < Window)
                return 0;
            _lastCount = now;
            var untold = _untold;
            _untold = 0;
            return untold;
        }
    }

    [LoggerMessage(2, LogLevel.Warning, "Refused {Channel} delivery: {Bytes} bytes, {Answer}")]
    private static partial void Refused(ILogger logger, string channel, int bytes, IntakeAnswer answer);

    [LoggerMessage(4, LogLevel.Warning, "Refused {Count} more deliveries since the last such line, of clients that were refused before")]
    private static partial void More(ILogger logger, int count);
}
