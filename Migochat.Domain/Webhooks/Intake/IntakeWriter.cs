using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// The one thread that writes deliveries: takes what waits, applies it in one transaction, commits, and only then lets the
/// requests answer. What one transaction can't take as a whole is redone event by event, so that a bad event costs its
/// neighbours nothing.
/// </summary>
internal sealed partial class IntakeWriter(
    IntakeQueue queue,
    SharedIntakeSession shared,
    WriteLock writeLock,
    Checkpointer checkpointer,
    RescoreNudge nudge,
    EventCounts counts,
    ILogger<IntakeWriter> logger) : IHostedService
{
    private const int MaxEvents = 500;
    private static readonly TimeSpan MaxWork = TimeSpan.FromMilliseconds(10);

    private readonly List<Delivery> _batch = [];
    private readonly List<(string Kind, EventOutcome Outcome)> _outcomes = [];
    private Thread? _thread;
    private bool _isOut;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _thread = new Thread(Run) { Name = "Migochat intake", IsBackground = true };
        _thread.Start();
        return Task.CompletedTask;
    }

    /// <summary>Stores what was accepted, then stops.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Close();
        if (_thread is { } thread)
            await Task.Run(thread.Join, cancellationToken);
    }

    private void Run()
    {
        while (queue.Take() is { } first)
        {
            _batch.Clear();
            _outcomes.Clear();
            _batch.Add(first);
            using (writeLock.EnterForIntake())
                Store();
        }
    }

    private void Store()
    {
        try
        {
            var session = shared.Open();
            if (!TryTogether(session))
                OneByOne(session);
            Count();
            Answer(IntakeAnswer.Stored);
            checkpointer.Committed();
            nudge.Nudge();
            LogOutageOnce(null);
        }
        catch (SqliteException exception)
        {
            LogOutageOnce(exception);
            Abandon(exception);
            // Whoever waited behind this batch has waited as long, and would wait as long again.
            while (queue.TakeIfAny() is { } waiting)
                _batch.Add(waiting);
            Answer(IntakeAnswer.Unavailable);
        }
#pragma warning disable CA1031 // the thread must live: the deliveries are refused, and come again
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Broken(logger, ExceptionOutline.Whole(exception));
            shared.Close();
            Answer(IntakeAnswer.Unavailable);
        }
    }

    /// <returns>False if an event could not be applied; nothing is stored then.</returns>
    private bool TryTogether(IntakeSession session)
    {
        session.Begin();
        var started = Stopwatch.GetTimestamp();
        try
        {
            Apply(session, _batch[0]);
            // What comes from now on is left to the next batch: it is read while this one is written, and the other way round.
            var waiting = queue.Count;
            while (waiting-- > 0 && _outcomes.Count < MaxEvents && Stopwatch.GetElapsedTime(started) < MaxWork && queue.TakeIfAny() is { } next)
            {
                _batch.Add(next);
                Apply(session, next);
            }

            Commit(session);
            return true;
        }
        catch (Exception exception) when (IsOfEvent(exception))
        {
            Redoing(logger, _batch.Count, exception.GetType().Name);
            session.Rollback();
            return false;
        }
    }

    private void Apply(IntakeSession session, Delivery delivery)
    {
        if (!session.DeadLetters.Begin(delivery.Replay))
            return;
        foreach (var @event in delivery.Events)
            _outcomes.Add((@event.Kind, session.Applier.Apply(@event, delivery.Terms, delivery.ReceivedAt)));
        session.DeadLetters.End();
    }

    private void OneByOne(IntakeSession session)
    {
        _outcomes.Clear();
        session.Begin();
        foreach (var delivery in _batch)
        {
            if (!session.DeadLetters.Begin(delivery.Replay))
                continue;
            foreach (var @event in delivery.Events)
                _outcomes.Add((@event.Kind, ApplyAlone(session, delivery, @event)));
            session.DeadLetters.End();
        }

        Commit(session);
    }

    private EventOutcome ApplyAlone(IntakeSession session, Delivery delivery, WebhookEvent @event)
    {
        session.Savepoint();
        try
        {
            var outcome = session.Applier.Apply(@event, delivery.Terms, delivery.ReceivedAt);
            session.Release();
            return outcome;
        }
        catch (Exception exception) when (IsOfEvent(exception))
        {
            session.RollbackToSavepoint();
            var isKept = session.DeadLetters.Keep(
                DeadLetterKind.Failed, @event.Origin, ExceptionOutline.Line(exception), delivery.Terms.KeptSince, delivery.ReceivedAt);
            Failed(logger, @event.Kind, isKept ? "it is kept as a dead letter" : "it is older than texts are kept, and lost", ExceptionOutline.Whole(exception));
            return isKept ? EventOutcome.DeadLettered : EventOutcome.Ignored;
        }
    }

    private void Commit(IntakeSession session)
    {
        var started = Stopwatch.GetTimestamp();
        session.Commit();
        Telemetry.CommitTime.Record(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        Telemetry.BatchSize.Record(_outcomes.Count);
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

    /// <summary>Says once that the database can't be written, and once that it can again.</summary>
    private void LogOutageOnce(SqliteException? exception)
    {
        if (exception is not null && !_isOut)
            Unavailable(logger, exception.SqliteErrorCode, exception);
        if (exception is null && _isOut)
            Available(logger);
        _isOut = exception is not null;
    }

    private void Abandon(SqliteException exception)
    {
        if (exception.IsBusy())
            RollbackOrClose();
        else
            shared.Close();
    }

    private void RollbackOrClose()
    {
        try
        {
            shared.Rollback();
        }
        catch (SqliteException exception)
        {
            LogOutageOnce(exception);
            shared.Close();
        }
    }

    /// <summary>False for what no event is to blame for, and what may be over when they come again.</summary>
    private static bool IsOfEvent(Exception exception) =>
        exception is not ErasureKeyMissingException && (exception is not SqliteException sqlite || !sqlite.IsUnavailable());

    private void Count()
    {
        foreach (var (kind, outcome) in _outcomes)
            counts.Add(kind, outcome);
    }

    [LoggerMessage(1, LogLevel.Error, "The database can't be written (SQLite error {Code}); deliveries are refused until it can")]
    private static partial void Unavailable(ILogger logger, int code, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "The database can be written again")]
    private static partial void Available(ILogger logger);

    [LoggerMessage(3, LogLevel.Error, "The intake failed; the deliveries of this batch are refused: {Fault}")]
    private static partial void Broken(ILogger logger, string fault);

    [LoggerMessage(4, LogLevel.Warning, "A batch of {Deliveries} deliveries is redone event by event after {Error}")]
    private static partial void Redoing(ILogger logger, int deliveries, string error);

    [LoggerMessage(5, LogLevel.Error, "An event of kind {Kind} could not be applied; {Fate}: {Fault}")]
    private static partial void Failed(ILogger logger, string kind, string fate, string fault);
}
