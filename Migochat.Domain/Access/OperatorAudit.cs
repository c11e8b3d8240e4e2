using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Access;

/// <summary>
/// Records an operator's action in the table <c>operator_actions</c> before it is done. So every action has a record; the action of a
/// record may have failed.
/// </summary>
public sealed partial class OperatorAudit(EntityWriter writer, TimeProvider time, ILogger<OperatorAudit> logger)
{
    /// <summary>Records the action with the name in <c>X-Actor</c>, and an export in the lead's own audit trail too.</summary>
    /// <returns>False, and nothing is recorded, if there is no such lead or dead letter.</returns>
    public async Task<bool> RecordAsync(OperatorActionKind kind, long subjectId, HttpRequest request, CancellationToken cancellationToken)
    {
        var action = new OperatorAction { Kind = kind, SubjectId = subjectId, Actor = Actor.Of(request) ?? AppSetting.Nobody, StartedAt = time.Now() };
        if (!await writer.RunAsync(context => TryAddAsync(context, action, cancellationToken), cancellationToken))
            return false;
        Recorded(logger, action.Id, EnumText.Wire(kind), subjectId);
        return true;
    }

    private static async Task<bool> TryAddAsync(MigochatDbContext context, OperatorAction action, CancellationToken cancellationToken)
    {
        var isThere = action.Kind is OperatorActionKind.LeadExport or OperatorActionKind.LeadErasure
            ? context.Users.AnyAsync(lead => lead.Id == action.SubjectId, cancellationToken)
            : context.DeadLetters.AnyAsync(letter => letter.Id == action.SubjectId, cancellationToken);
        if (!await isThere)
            return false;
        context.Add(action);
        if (action.Kind == OperatorActionKind.LeadExport)
            context.Add(new LeadActivity { UserId = action.SubjectId, ActivityType = "export", Timestamp = action.StartedAt, Actor = action.Actor });
        await context.SaveChangesAsync(cancellationToken);
        return true;
    }

    // Without the actor's name, which is in the row.
    [LoggerMessage(1, LogLevel.Information, "Operator action {Id}: {Kind} of {SubjectId}")]
    private static partial void Recorded(ILogger logger, long id, string kind, long subjectId);
}
