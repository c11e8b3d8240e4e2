using Migochat.Data;

namespace Migochat.Health;

/// <summary>Records how much waits to be sent and fetched, for the metrics.</summary>
public sealed class Backlog(IDatabaseEngine engine)
{
    private static readonly ReplyState[] Open = [ReplyState.Queued, ReplyState.Sending, ReplyState.Uncertain];

    public async Task RecordAsync(CancellationToken cancellationToken)
    {
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        using var replies = new Statement(connection, "SELECT count(*) FROM outbox WHERE state = @0");
        foreach (var state in Open)
            Telemetry.OpenReplies.Record(replies.RunForId(EnumText.Stored(state))!.Value, new KeyValuePair<string, object?>("state", EnumText.Wire(state)));
        using var fetches = new Statement(connection, "SELECT count(*) FROM fetches WHERE state = @0");
        Telemetry.PendingFetches.Record(fetches.RunForId(EnumText.Stored(FetchState.Pending))!.Value);
    }
}
