using System.Security.Cryptography;
using System.Text;
using Migochat.Data;
using Migochat.Privacy;

namespace Migochat.Webhooks;

/// <summary>The intake's prepared SQL for dead letters: keeps items that can't be stored, and settles replays.</summary>
internal sealed class DeadLetterStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _keep = new(connection, """
        INSERT INTO dead_letters (kind, content_hash, envelope, error, received_at) VALUES (@0, @1, @2, @3, @4)
        ON CONFLICT (content_hash) DO UPDATE SET seen = dead_letters.seen + 1, error = excluded.error
        """, Statement.Nothing);

    private readonly Statement _name = new(connection, """
        INSERT INTO dead_letter_people (dead_letter_id, value) SELECT id, @1 FROM dead_letters WHERE content_hash = @0 ON CONFLICT DO NOTHING
        """, Statement.Nothing);

    private readonly Statement _exists = new(connection, "SELECT 1 FROM dead_letters WHERE id = @0");
    private readonly Statement _remove = new(connection, "DELETE FROM dead_letters WHERE id = @0", Statement.Nothing);
    private readonly Statement _tried = new(connection, "UPDATE dead_letters SET tries = tries + 1, error = @1 WHERE id = @0 RETURNING tries", Statement.Nothing);

    private Replay? _replay;
    private string? _replayError;

    /// <summary>Sets the replay that the next events belong to.</summary>
    /// <param name="replay">Null for a delivery of Meta's.</param>
    /// <returns>False if the dead letter has been removed, so that nothing of it must be stored.</returns>
    public bool Begin(Replay? replay)
    {
        (_replay, _replayError) = (replay, null);
        if (replay is null || _exists.RunForId(replay.DeadLetterId) is not null)
            return true;
        replay.Answer = new ReplayAnswer(ReplayOutcome.Gone);
        return false;
    }

    /// <summary>Keeps the event's own envelope; one that is kept already is seen once more. Of a replay only the error is taken: its envelope is kept.</summary>
    /// <param name="kind">Why it could not be stored.</param>
    /// <param name="origin">Where it stood.</param>
    /// <param name="error">Nothing personal.</param>
    /// <param name="keptSince">Event time before which nothing is kept, UTC; null: all is.</param>
    /// <param name="receivedAt">UTC.</param>
    /// <returns>False if it is too old to be kept.</returns>
    public bool Keep(DeadLetterKind kind, EventOrigin origin, string error, DateTime? keptSince, DateTime receivedAt)
    {
        if (_replay is not null)
        {
            _replayError = error;
            return true;
        }

        var envelope = origin.ToEnvelope();
        var ids = new EnvelopeIds(envelope);
        if (keptSince is { } since && ids.Time(receivedAt) < since)
            return false;
        var storedKind = EnumText.Stored(kind);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(storedKind + origin.ToContent())));
        _keep.Run(storedKind, hash, envelope, error, receivedAt);
        foreach (var value in ids.Listed)
            _name.Run(hash, value);
        return true;
    }

    /// <summary>After the last event: a dead letter of which everything could be stored is removed, another has one try more.</summary>
    public void End()
    {
        if (_replay is not { } replay)
            return;
        if (_replayError is { } error)
        {
            var tries = (int?)_tried.RunForId(replay.DeadLetterId, error);
            replay.Answer = new ReplayAnswer(ReplayOutcome.Kept, tries, error);
        }
        else
        {
            _remove.Run(replay.DeadLetterId);
            replay.Answer = new ReplayAnswer(ReplayOutcome.Stored);
        }
    }

    public void Dispose()
    {
        _keep.Dispose();
        _name.Dispose();
        _exists.Dispose();
        _remove.Dispose();
        _tried.Dispose();
    }
}
