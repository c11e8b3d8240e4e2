using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Fetches;
using Migochat.Scoring;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// The one thread that writes deliveries. It takes the waiting ones, has them stored in one transaction, and only then lets the
/// requests answer.
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

    private readonly List<Delivery> _deliveries = [];
    private readonly IntakeBatch _batch = new(logger);
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
        // Rescoring and fetches write on the same connection, under the lock, and may stop later.
        using var scope = await writes.EnterAsync(cancellationToken);
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
            _deliveries.Clear();
            using var scope = writes.EnterForIntake();
            Collect(first);
            Store(scope);
        }
    }

    /// <summary>Takes what waits now. New deliveries are left to the next batch: they are read while this one is written, and the other way round.</summary>
    private void Collect(Delivery first)
    {
        _deliveries.Add(first);
        var (waiting, events) = (queue.Count, first.Events.Count);
        while (waiting-- > 0 && events < MaxEvents && queue.TakeIfAny() is { } next)
        {
            _deliveries.Add(next);
            events += next.Events.Count;
        }
    }

    private void Store(WriteScope scope)
    {
        try
        {
            var session = OpenSession();
            _batch.Store(_deliveries, scope, session);
            AnswerRefused();
            Count();
            LogStored();
            outage.End();
            Answer(IntakeAnswer.Stored);
            nudge.Nudge();
            fetches.Nudge();
        }
        catch (DbException exception) when (exception.IsUnavailable())
        {
            outage.Begin(exception);
            Abandon(exception);
            // Deliveries behind this batch have waited as long as it, and would wait as long again.
            while (queue.TakeIfAny() is { } waiting)
                _deliveries.Add(waiting);
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

    private void AnswerRefused()
    {
        foreach (var delivery in _batch.Refused)
        {
            _deliveries.Remove(delivery);
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
        (Batch: _deliveries.ToArray(), answer),
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

    private void LogStored()
    {
        if (_deliveries.Count > 0 && logger.IsEnabled(LogLevel.Information))
            Stored(logger, OutcomeText.Count(_deliveries.Count, "delivery", "deliveries"), OutcomeText.Of(_batch.Outcomes.Select(one => one.Outcome)));
    }

    private void Count()
    {
        foreach (var (kind, outcome) in _batch.Outcomes)
            counts.Add(kind, outcome);
        foreach (var delivery in _deliveries.Where(delivery => delivery.Replay is null))
            last.Add(delivery.Events);
    }

    [LoggerMessage(1, LogLevel.Error, "The intake failed; the deliveries of this batch are refused: {Fault}")]
    private static partial void Broken(ILogger logger, string fault);

    [LoggerMessage(2, LogLevel.Information, "{Deliveries}: {Outcomes}")]
    private static partial void Stored(ILogger logger, string deliveries, string outcomes);
}
