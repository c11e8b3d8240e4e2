using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Fetches;
using Migochat.Scoring;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// The one thread that writes deliveries. It takes the waiting ones, loads what they name, applies them in one transaction, commits, and only then
/// lets the requests answer. A transaction that fails as a whole is repeated event by event, so that a bad event does not affect
/// its neighbours.
/// </summary>
internal sealed partial class IntakeWriter(
    IntakeQueue queue,
    SharedWriter writer,
    WriteScopes writes,
    SettingsReader settings,
    RescoreNudge nudge,
    FetchNudge fetches,
    EventCounts counts,
    LastEvents last,
    IntakeOutage outage,
    ILogger<IntakeWriter> logger) : IHostedService, IDisposable
{
    private const int MaxEvents = 500;

    private readonly List<Delivery> _batch = [];
    private readonly List<Delivery> _refused = [];
    private readonly List<(string Kind, EventOutcome Outcome)> _outcomes = [];
    private Thread? _thread;
    private IntakeSession? _session;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread = new Thread(Run) { Name = "Migochat intake", IsBackground = true };
        _thread.Start();
        return Task.CompletedTask;
    }

    /// <summary>Stores the accepted deliveries, then stops.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Close();
        if (_thread is { } thread)
            await Task.Run(thread.Join, cancellationToken);
        CloseSession();
    }

    /// <summary>Ends the thread of a host that was never stopped, before the connection is closed that it writes on.</summary>
    public void Dispose()
    {
        queue.Close();
        _thread?.Join();
    }

    private void Run()
    {
        while (queue.Take() is { } first)
        {
            _batch.Clear();
            _refused.Clear();
            _outcomes.Clear();
            using var scope = writes.EnterForIntake();
            Collect(first);
            Store(scope);
        }
    }

    /// <summary>Takes what waits now. New deliveries are left to the next batch: they are read while this one is written, and the other way round.</summary>
    private void Collect(Delivery first)
    {
        _batch.Add(first);
        var (waiting, events) = (queue.Count, first.Events.Count);
        while (waiting-- > 0 && events < MaxEvents && queue.TakeIfAny() is { } next)
        {
            _batch.Add(next);
            events += next.Events.Count;
        }
    }

    private void Store(WriteScope scope)
    {
        try
        {
            var session = OpenSession();
            if (!TryTogether(scope, session))
                OneByOne(scope, session);
            AnswerRefused();
            Count();
            LogStored();
            Answer(IntakeAnswer.Stored);
            nudge.Nudge();
            fetches.Nudge();
            outage.End();
        }
        catch (DbException exception) when (exception.IsUnavailable())
        {
            outage.Begin(exception);
            Abandon(exception);
            // Deliveries behind this batch have waited as long as it, and would wait as long again.
            while (queue.TakeIfAny() is { } waiting)
                _batch.Add(waiting);
            Answer(IntakeAnswer.Unavailable);
        }
#pragma warning disable CA1031 // the thread must live: the deliveries are refused, and come again
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Broken(logger, ExceptionOutline.Whole(exception));
            CloseSession();
            Answer(IntakeAnswer.Unavailable);
        }
    }

    /// <returns>False if an event could not be applied; nothing is stored then.</returns>
    private bool TryTogether(WriteScope scope, IntakeSession session)
    {
        scope.Begin(session);
        try
        {
            session.Load([.. _batch.SelectMany(delivery => delivery.Events, (delivery, @event) => (@event, delivery.ReceivedAt))]);
            foreach (var delivery in _batch)
                Apply(session, delivery);
            Commit(scope);
            return true;
        }
        catch (Exception exception) when (IsOfEvent(exception))
        {
            Redoing(logger, _batch.Count, exception.GetType().Name);
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

    private void OneByOne(WriteScope scope, IntakeSession session)
    {
        _outcomes.Clear();
        scope.Begin(session);
        foreach (var delivery in _batch)
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

    private void AnswerRefused()
    {
        foreach (var delivery in _refused)
        {
            _batch.Remove(delivery);
            delivery.Complete(IntakeAnswer.Unavailable);
        }
    }

    /// <summary>
    /// Answers the whole batch from one work item: waking a thread for every request costs more than writing its answer.
    /// </summary>
    private void Answer(IntakeAnswer answer) => ThreadPool.UnsafeQueueUserWorkItem(
        static state =>
        {
            foreach (var delivery in state.Batch)
                delivery.Complete(state.answer);
        },
        (Batch: _batch.ToArray(), answer),
        preferLocal: false);

    private void Abandon(DbException exception)
    {
        if (exception.IsBusy())
            RollbackOrClose();
        else
            CloseSession();
    }

    private void RollbackOrClose()
    {
        try
        {
            _session?.Rollback();
        }
        catch (DbException exception)
        {
            outage.Begin(exception);
            CloseSession();
        }
    }

    private IntakeSession OpenSession()
    {
        var connection = writer.Open();
        if (_session?.Connection == connection)
            return _session;
        _session?.Dispose();
        return _session = new IntakeSession(connection, () => settings.Latest?.List(SettingKeys.ErasureHashKey) ?? []);
    }

    private void CloseSession()
    {
        _session?.Dispose();
        _session = null;
        writer.Close();
    }

    /// <summary>False for an error that no event causes and that may be over at the next attempt.</summary>
    private static bool IsOfEvent(Exception exception) =>
        exception is not ErasureKeyMissingException && (exception is not DbException database || !database.IsUnavailable());

    private void LogStored()
    {
        if (_batch.Count > 0 && logger.IsEnabled(LogLevel.Information))
            Stored(logger, OutcomeText.Count(_batch.Count, "delivery", "deliveries"), OutcomeText.Of(_outcomes.Select(one => one.Outcome)));
    }

    private void Count()
    {
        foreach (var (kind, outcome) in _outcomes)
            counts.Add(kind, outcome);
        foreach (var delivery in _batch.Where(delivery => delivery.Replay is null))
            last.Add(delivery.Events);
    }

    [LoggerMessage(1, LogLevel.Error, "The intake failed; the deliveries of this batch are refused: {Fault}")]
    private static partial void Broken(ILogger logger, string fault);

    [LoggerMessage(2, LogLevel.Warning, "A batch of {Deliveries} deliveries is redone event by event after {Error}")]
    private static partial void Redoing(ILogger logger, int deliveries, string error);

    [LoggerMessage(3, LogLevel.Error, "An event of kind {Kind} could not be applied; {Fate}: {Fault}")]
    private static partial void Failed(ILogger logger, string kind, string fate, string fault);

    [LoggerMessage(4, LogLevel.Error, "A delivery could not be stored, nor a dead letter of it; it alone is refused: {Fault}")]
    private static partial void NotKept(ILogger logger, string fault);

    [LoggerMessage(5, LogLevel.Information, "{Deliveries}: {Outcomes}")]
    private static partial void Stored(ILogger logger, string deliveries, string outcomes);
}
