using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Messaging;

/// <summary>
/// Marks conversations and people inactive after their time of silence, in short slices between the intake's batches. It may
/// run twice, late, and on two instances at once, because it depends on the clock alone.
/// </summary>
public sealed partial class ConversationSweep(
    MigochatDatabase database,
    IDatabaseEngine engine,
    WriteScopes writes,
    SettingsReader settings,
    TimeProvider time,
    ILogger<ConversationSweep> logger)
{
    private const string EndConversations = """
        UPDATE conversations SET is_active = FALSE
        WHERE id IN (SELECT id FROM conversations WHERE is_active = TRUE AND last_activity < @0 LIMIT @1)
        """;

    // The inner query walks one index and skips inactive people; it starts at the end of the last sweep.
    private const string EndPersons = """
        UPDATE users SET is_active = FALSE
        WHERE id IN (SELECT id FROM users WHERE last_message_at >= @2 AND last_message_at < @0 AND is_active = TRUE LIMIT @1)
        """;

    private DateTime _personsSweptTo = DateTime.UnixEpoch;

    /// <summary>Runs until nothing is left.</summary>
    /// <returns>How many conversations and people became inactive.</returns>
    public async Task<(int Conversations, int Persons)> RunAsync(CancellationToken cancellationToken)
    {
        if (!await database.IsReadyInTimeAsync(cancellationToken))
            return default;
        var intake = (await settings.CurrentAsync(cancellationToken)).IntakeSettings;
        var now = time.Now();
        using var connection = engine.Open();
        using var conversations = new Statement(connection, EndConversations);
        using var persons = new Statement(connection, EndPersons);

        var silentSince = now - intake.InactiveAfter;
        var ended = await writes.RepeatAsync(connection, rows => conversations.Run(now - intake.ConversationIdle, rows), cancellationToken);
        var left = await writes.RepeatAsync(connection, rows => persons.Run(silentSince, rows, _personsSweptTo), cancellationToken);
        _personsSweptTo = silentSince;
        Telemetry.TimerRuns.Add(1, new KeyValuePair<string, object?>("timer", "mark_inactive_conversations"));
        Swept(logger, ended, left);
        return (ended, left);
    }

    [LoggerMessage(1, LogLevel.Information, "Marked inactive: {Conversations} conversations, {Persons} people")]
    private static partial void Swept(ILogger logger, int conversations, int persons);
}
