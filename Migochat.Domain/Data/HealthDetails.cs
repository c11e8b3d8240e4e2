namespace Migochat.Data;

/// <summary>The details of <see cref="ServiceHealth"/>.</summary>
/// <param name="LastWebhookAgeSeconds">Since the last stored delivery; null if there was none since the start.</param>
/// <param name="QueueDepth">Events that wait to be stored.</param>
/// <param name="DeadLetters">Rows.</param>
/// <param name="LeadsDue">Leads that wait for rescoring.</param>
/// <param name="TimersLastRan">By timer; null if it has not run since the start.</param>
/// <param name="MissingSettings">Those without which something is refused.</param>
/// <param name="Events">Since the start, by kind and outcome.</param>
public sealed record HealthDetails(
    long? LastWebhookAgeSeconds,
    int QueueDepth,
    long DeadLetters,
    long LeadsDue,
    IReadOnlyDictionary<string, DateTime?> TimersLastRan,
    IReadOnlyList<string> MissingSettings,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Events);
