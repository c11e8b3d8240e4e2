using System.Data.Common;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Fetches;
using Migochat.Graph;
using Migochat.Replies;
using Migochat.Scoring;
using Migochat.Settings;
using Migochat.Webhooks;

namespace Migochat.Health;

/// <summary>The state of the service, for load balancers and for operators.</summary>
public sealed partial class ServiceHealth(
    MigochatDatabase database,
    IDatabaseEngine engine,
    WebhookIntake intake,
    EventCounts counts,
    LastEvents lastEvents,
    IntakeOutage outage,
    SettingsReader settings,
    TimerRuns timers,
    TokenChecks tokens,
    TimeProvider time,
    ILogger<ServiceHealth> logger)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private volatile Readiness? _last;

    /// <summary>The answer of <see cref="WhyNotReadyAsync"/>, kept for a second, so that many who ask cost no more than one.</summary>
    public async ValueTask<string?> LastWhyNotReadyAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && time.GetElapsedTime(last.AskedAt) < KeptFor)
            return last.WhyNot;
        var askedAt = time.GetTimestamp();
        var whyNot = await WhyNotReadyAsync(cancellationToken);
        _last = new Readiness(whyNot, askedAt);
        return whyNot;
    }

    /// <summary>
    /// The reason why the service can't work now, without paths and values, since anybody may read it. Null if the database is
    /// prepared, in its place, readable and was writable at the last delivery, and an app secret and the time zone are known.
    /// </summary>
    public async Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken)
    {
        if (CairoTime.Refusal is { } refusal)
            return refusal;
        if ((await WhyNotReadableAsync(cancellationToken) ?? WhyNotWritable()) is { } reason)
            return reason;
        return (await settings.CurrentAsync(cancellationToken)).AppSecrets.Any ? null : "No app secret is known, so no delivery can be verified.";
    }

    private async Task<string?> WhyNotReadableAsync(CancellationToken cancellationToken)
    {
        if (!database.IsReady)
            return $"The database is not prepared ({database.FailureCode ?? "the log has the reason"}).";
        try
        {
            using var connection = await engine.OpenPooledAsync(cancellationToken);
            connection.Scalar("SELECT count(*) FROM app_settings");
            return null;
        }
        catch (DbException exception)
        {
            NotReady(logger, exception.Code(), exception);
            return $"The database can't be read ({exception.Code()}).";
        }
    }

    private string? WhyNotWritable() => outage.Code is { } code ? $"The database can't be written ({code})." : null;

    /// <summary>Details for operators only.</summary>
    /// <exception cref="DbException">The database can't be read; ask <see cref="WhyNotReadyAsync"/> first.</exception>
    public async Task<HealthDetails> DetailsAsync(CancellationToken cancellationToken)
    {
        var missing = (await settings.CurrentAsync(cancellationToken)).Value(SettingKeys.PublicBaseUrl) is null;
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using var due = new Statement(connection, "SELECT count(*) FROM users WHERE score_due_at <= @0");
        return new HealthDetails(
            intake.LastStoredAt is { } last ? (long)(time.Now() - last).TotalSeconds : null,
            intake.QueueDepth,
            (long)connection.Scalar("SELECT count(*) FROM dead_letters")!,
            due.RunForId(time.Now())!.Value,
            timers.Last,
            missing ? [SettingKeys.PublicBaseUrl] : [],
            counts.ByKind(),
            lastEvents.Since,
            lastEvents.ByKind(),
            SubscriptionHints.Of(connection, time.Now()),
            OutboxReport.Of(connection, time.Now()),
            FetchReport.Of(connection, time.Now()),
            [.. (await tokens.ListAsync(cancellationToken)).Select(check => TokenHealth.Of(check, time.Now()))]);
    }

    private sealed record Readiness(string? WhyNot, long AskedAt);

    [LoggerMessage(1, LogLevel.Warning, "The database does not answer ({Code})")]
    private static partial void NotReady(ILogger logger, string code, Exception exception);
}

/// <summary>The details of <see cref="ServiceHealth"/>.</summary>
/// <param name="LastWebhookAgeSeconds">Since the last stored delivery; null if there was none since the start.</param>
/// <param name="QueueDepth">Events that wait to be stored.</param>
/// <param name="DeadLetters">Rows.</param>
/// <param name="LeadsDue">Leads that wait for rescoring.</param>
/// <param name="TimersLastRan">By timer; null if it has not run since the start.</param>
/// <param name="MissingSettings">Those without which something is refused.</param>
/// <param name="Events">Since the start, by kind and outcome.</param>
/// <param name="EventsSince">The start, UTC.</param>
/// <param name="LastEvents">When the last event of each kind was stored since the start, UTC.</param>
/// <param name="Hints">Which subscription at Meta seems to be missing, in words.</param>
/// <param name="Outbox">Replies by state, the age of the oldest that waits, and the last error of each account.</param>
/// <param name="Fetches">Fetches by state, the oldest that is due, and what went wrong last.</param>
/// <param name="Tokens">What Meta said last of each token.</param>
public sealed record HealthDetails(
    long? LastWebhookAgeSeconds,
    int QueueDepth,
    long DeadLetters,
    long LeadsDue,
    IReadOnlyDictionary<string, DateTime?> TimersLastRan,
    IReadOnlyList<string> MissingSettings,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Events,
    DateTime EventsSince,
    IReadOnlyDictionary<string, DateTime> LastEvents,
    IReadOnlyList<string> Hints,
    OutboxReport Outbox,
    FetchReport Fetches,
    IReadOnlyList<TokenHealth> Tokens);
