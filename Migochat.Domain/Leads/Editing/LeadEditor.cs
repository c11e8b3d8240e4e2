using Migochat.Api;
using Migochat.Data;
using Migochat.Scoring;

namespace Migochat.Leads;

/// <summary>Changes leads as people want it, each change with its lines in the audit trail in one transaction.</summary>
public sealed class LeadEditor(IDatabaseEngine engine, WriteScopes writes, TimeProvider time)
{
    /// <param name="id">The lead.</param>
    /// <param name="patch">The wanted values.</param>
    /// <param name="ifMatch">Must allow the lead's ETag.</param>
    /// <param name="actor">The member of staff, if named.</param>
    /// <param name="cancellationToken">Of the request; without effect once the change has started.</param>
    public Task<LeadEditOutcome> ChangeAsync(
        long id, LeadPatch patch, IfMatch ifMatch, string? actor, CancellationToken cancellationToken) => WriteAsync((store, connection) =>
        {
            if (store.Read(id) is not { } lead)
                return LeadEditOutcome.Gone;
            if (!ifMatch.Allows(LeadETag.Of(lead)))
                return LeadEditOutcome.Stale;
            if (patch.Stage.Value is { } stage && patch.Reason is null && StageTransitions.NeedsReason(lead.LeadStage, stage))
                return LeadEditOutcome.NeedsReason;
            var activities = new LeadEdit(lead, patch, new(() => ReleasedFields.Of(connection, lead)), actor, time.Now()).Apply();
            store.Write(lead);
            foreach (var activity in activities)
                store.Record(activity);
            return LeadEditOutcome.Done;
        }, cancellationToken);

    /// <returns>The note's line in the audit trail; null if there is no such lead.</returns>
    public Task<ActivityItem?> AddNoteAsync(long id, string text, string? actor, CancellationToken cancellationToken) => WriteAsync((store, _) =>
    {
        if (store.Read(id) is null)
            return null;
        var note = new LeadActivity { UserId = id, ActivityType = "note", Reason = text, Timestamp = time.Now(), Actor = actor };
        store.Record(note);
        return ActivityItem.Of(note);
    }, cancellationToken);

    private async Task<T> WriteAsync<T>(Func<LeadEditStore, DatabaseConnection, T> write, CancellationToken cancellationToken)
    {
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using var store = new LeadEditStore(connection);
        using var scope = await writes.BeginAsync(connection, cancellationToken);
        var result = write(store, connection);
        scope.Commit();
        return result;
    }
}
