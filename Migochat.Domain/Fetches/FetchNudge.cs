using Microsoft.Extensions.Logging;
using Migochat.Data;

namespace Migochat.Fetches;

/// <summary>Fetches in the background, about a second after the intake has stored something.</summary>
public sealed partial class FetchNudge(Fetcher fetcher, TimeProvider time, ILogger<FetchNudge> logger) : NudgedService(time)
{
    protected override Task WorkAsync(CancellationToken cancellationToken) => fetcher.RunAsync(cancellationToken);

    protected override void Failed(Exception exception) => NotFetched(logger, ExceptionOutline.Whole(exception));

    [LoggerMessage(1, LogLevel.Warning, "Nothing could be fetched after the intake; the timer does it: {Error}")]
    private static partial void NotFetched(ILogger logger, string error);
}
