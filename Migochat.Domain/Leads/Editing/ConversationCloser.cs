using Migochat.Data;
using Migochat.Messaging;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Leads;

/// <summary>
/// Closes conversations that need no answer, as staff want it. All that the customer wrote up to the conversation's last message
/// counts as answered; a later message waits again. A line of the audit trail tells who closed it.
/// </summary>
public sealed class ConversationCloser(IDatabaseEngine engine, WriteScopes writes, SettingsReader settings, TimeProvider time)
{
    private const string Find = "SELECT user_id, last_activity, waiting_since FROM conversations WHERE id = @0";

    /// <returns>False if there is no such conversation.</returns>
    public async Task<bool> CloseAsync(long id, string? actor, CancellationToken cancellationToken)
    {
        var terms = (await settings.CurrentAsync(cancellationToken)).IntakeSettings;
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using var scope = await writes.BeginAsync(connection, cancellationToken);
        if (Read(connection, id) is not { } found)
            return false;
        if (found.WaitingSince is { } since)
            Close(connection, found.UserId, found.LastActivity, since, terms, actor);
        scope.Commit();
        return true;
    }

    private static (long UserId, DateTime LastActivity, DateTime? WaitingSince)? Read(DatabaseConnection connection, long id)
    {
        using var find = new Statement(connection, Find);
        using var row = find.Query(id);
        return row.Read() ? (row.Number(0), row.Time(1), row.TimeOrNull(2)) : null;
    }

    private void Close(DatabaseConnection connection, long userId, DateTime lastActivity, DateTime waitingSince, IntakeSettings terms, string? actor)
    {
        using var persons = new PersonStore(connection);
        using var trail = new LeadEditStore(connection);
        var person = persons.Get(userId);
        person = person with { Sources = person.Sources with { ClosedAt = Moment.Later(person.Sources.ClosedAt, lastActivity) } };
        persons.Touch(person);
        // The store ends before the transaction does.
        connection.Unit.Save();
        persons.Conversations.RecountWaiting(userId, person.AnswersUnder(terms));
        trail.Record(new LeadActivity
        {
            UserId = userId,
            ActivityType = "conversation_closed",
            Reason = $"Waited since {UtcText.From(waitingSince)} UTC.",
            Timestamp = time.Now(),
            Actor = actor,
        });
    }
}
