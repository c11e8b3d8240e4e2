using System.Data.Common;
using Microsoft.Extensions.Logging;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>Whether the database could be written at the last delivery. The log gets the start and the end of an outage.</summary>
public sealed partial class IntakeOutage(TimeProvider time, ILogger<IntakeOutage> logger)
{
    // A load balancer sends nothing to an instance that is not ready, so no delivery would ever end the outage.
    private static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(1);

    private volatile Failure? _last;

    /// <summary>The error of the last delivery, as in the log; null if it was stored, or refused more than a minute ago.</summary>
    public string? Code => _last is { } last && time.GetElapsedTime(last.At) < ValidFor ? last.Code : null;

    /// <summary>A delivery was refused because the database is unavailable.</summary>
    public void Begin(DbException exception)
    {
        if (_last is null)
            Unavailable(logger, exception.Code(), exception);
        _last = new Failure(exception.Code(), time.GetTimestamp());
    }

    /// <summary>A delivery was stored.</summary>
    public void End()
    {
        if (_last is not null)
            Available(logger);
        _last = null;
    }

    private sealed record Failure(string Code, long At);

    [LoggerMessage(1, LogLevel.Error, "The database can't be written ({Code}); deliveries are refused until it can")]
    private static partial void Unavailable(ILogger logger, string code, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "The database can be written again")]
    private static partial void Available(ILogger logger);
}
