using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// Stores the deliveries of a batch in one transaction. If that fails as a whole, it is repeated event by event, so that a bad
/// event does not affect its neighbours. Used by the intake's thread.
/// </summary>
internal sealed partial class IntakeBatch(ILogger logger)
{
    private readonly List<Delivery> _refused = [];
    private readonly List<(string Kind, EventOutcome Outcome)> _outcomes = [];

    /// <summary>Deliveries of which not even a dead letter could be kept. Nothing of them is stored.</summary>
    public IReadOnlyList<Delivery> Refused => _refused;

    /// <summary>What became of each event.</summary>
    public IReadOnlyList<(string Kind, EventOutcome Outcome)> Outcomes => _outcomes;

    /// <summary>Stores all but the refused ones, durably.</summary>
    /// <exception cref="DbException">The database can't be written; nothing is stored.</exception>
    public void Store(IReadOnlyList<Delivery> deliveries, WriteScope scope, IntakeSession session)
    {
        _refused.Clear();
        _outcomes.Clear();
        if (!TryTogether(deliveries, scope, session))
            OneByOne(deliveries, scope, session);
    }

    /// <returns>False if an event could not be applied; nothing is stored then.</returns>
    private bool TryTogether(IReadOnlyList<Delivery> deliveries, WriteScope scope, IntakeSession session)
    {
        scope.Begin(session);
        try
        {
            session.Load([.. deliveries.SelectMany(delivery => delivery.Events, (delivery, @event) => (@event, delivery.ReceivedAt))]);
            foreach (var delivery in deliveries)
                Apply(session, delivery);
            Commit(scope);
            return true;
        }
        catch (Exception exception) when (IsOfEvent(exception))
        {
            Redoing(logger, deliveries.Count, exception.GetType().Name);
            scope.Rollback();
            return false;
        }
    }

    private void Apply(IntakeSession session, Delivery delivery)
    {
        if (!session.DeadLetters.Begin(delivery.Replay))
            return;
        foreach (var @event in delivery.Events)
            _outcomes.Add((@event.Kind, session.Applier.Apply(@event, delivery.Settings, delivery.ReceivedAt)));
        session.DeadLetters.End();
    }

    private void OneByOne(IReadOnlyList<Delivery> deliveries, WriteScope scope, IntakeSession session)
    {
        _outcomes.Clear();
        scope.Begin(session);
        foreach (var delivery in deliveries)
            ApplyAlone(session, delivery);
        Commit(scope);
    }

    private void ApplyAlone(IntakeSession session, Delivery delivery)
    {
        var before = _outcomes.Count;
        session.Savepoint();
        try
        {
            if (session.DeadLetters.Begin(delivery.Replay))
            {
                foreach (var @event in delivery.Events)
                    _outcomes.Add((@event.Kind, ApplyAlone(session, delivery, @event)));
                session.DeadLetters.End();
            }

            session.Release();
        }
        catch (Exception exception) when (IsOfEvent(exception))
        {
            // Not even a dead letter could be kept. The delivery is refused, so that Meta keeps it and sends it again.
            session.RollbackToSavepoint();
            _outcomes.RemoveRange(before, _outcomes.Count - before);
            _refused.Add(delivery);
            NotKept(logger, ExceptionOutline.Whole(exception));
        }
    }

    private EventOutcome ApplyAlone(IntakeSession session, Delivery delivery, WebhookEvent @event)
    {
        session.Savepoint();
        try
        {
            var outcome = session.Applier.Apply(@event, delivery.Settings, delivery.ReceivedAt);
            session.Release();
            return outcome;
        }
        catch (Exception exception) when (IsOfEvent(exception))
        {
            session.RollbackToSavepoint();
            var isKept = session.DeadLetters.Keep(
                DeadLetterKind.Failed, @event.Origin, ExceptionOutline.Line(exception), delivery.Settings.KeptSince, delivery.ReceivedAt);
            Failed(logger, @event.Kind, isKept ? "it is kept as a dead letter" : "it is older than texts are kept, and lost", ExceptionOutline.Whole(exception));
            return isKept ? EventOutcome.DeadLettered : EventOutcome.Ignored;
        }
    }

    private void Commit(WriteScope scope)
    {
        var started = Stopwatch.GetTimestamp();
        scope.Commit();
        Telemetry.CommitTime.Record(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        Telemetry.BatchSize.Record(_outcomes.Count);
    }

    /// <summary>False for an error that no event causes and that may be over at the next attempt.</summary>
    private static bool IsOfEvent(Exception exception) =>
        exception is not ErasureKeyMissingException && (exception is not DbException database || !database.IsUnavailable());

    [LoggerMessage(11, LogLevel.Warning, "A batch of {Deliveries} deliveries is redone event by event after {Error}")]
    private static partial void Redoing(ILogger logger, int deliveries, string error);

    [LoggerMessage(12, LogLevel.Error, "An event of kind {Kind} could not be applied; {Fate}: {Fault}")]
    private static partial void Failed(ILogger logger, string kind, string fate, string fault);

    [LoggerMessage(13, LogLevel.Error, "A delivery could not be stored, nor a dead letter of it; it alone is refused: {Fault}")]
    private static partial void NotKept(ILogger logger, string fault);
}
