using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Access;

/// <summary>
/// Records an operator's action in the table <c>operator_actions</c> before it is done. So every action has a record; the action of a
/// record may have failed.
/// </summary>
public sealed partial class OperatorAudit(IDatabaseEngine engine, WriteScopes writes, TimeProvider time, ILogger<OperatorAudit> logger)
{
    private const string Record = "INSERT INTO operator_actions (kind, subject_id, actor, started_at) SELECT @0, @1, @2, @3 WHERE EXISTS ";

    private const string Show = """
        INSERT INTO lead_activities (user_id, activity_type, timestamp, automated, actor) VALUES (@0, 'export', @1, FALSE, @2)
        """;

    /// <summary>Records the action with the name in <c>X-Actor</c>, and an export in the lead's own audit trail too.</summary>
    /// <returns>False, and nothing is recorded, if there is no such lead or dead letter.</returns>
    public async Task<bool> RecordAsync(OperatorActionKind kind, long subjectId, HttpRequest request, CancellationToken cancellationToken)
    {
        var (actor, now) = (Actor.Of(request) ?? AppSetting.Nobody, time.Now());
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using var record = new Statement(connection, $"{Record}({Subject(kind)}) RETURNING id");
        using var show = new Statement(connection, Show);
        using var scope = await writes.BeginAsync(connection, cancellationToken);
        if (record.RunForId(EnumText.Stored(kind), subjectId, actor, now) is not { } id)
            return false;
        if (kind == OperatorActionKind.LeadExport)
            show.Run(subjectId, now, actor);
        scope.Commit();
        Recorded(logger, id, EnumText.Wire(kind), subjectId);
        return true;
    }

    private static string Subject(OperatorActionKind kind) => kind is OperatorActionKind.LeadExport or OperatorActionKind.LeadErasure
        ? "SELECT 1 FROM users WHERE id = @1"
        : "SELECT 1 FROM dead_letters WHERE id = @1";

    // Without the actor's name, which is in the row.
    [LoggerMessage(1, LogLevel.Information, "Operator action {Id}: {Kind} of {SubjectId}")]
    private static partial void Recorded(ILogger logger, long id, string kind, long subjectId);
}
