using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Graph;
using Migochat.Settings;

namespace Migochat.Replies;

/// <summary>
/// Sends what is due in the outbox: in the background at once after a reply was queued, and by the timer what is left. Different
/// people in parallel, one at a time and in order for each person.
/// </summary>
public sealed partial class ReplySender : BackgroundService, IHostedLifecycleService
{
    private const int MostCalls = 64;

    // So many claims share a transaction and a reading of the queue while all calls are used.
    private const int FewestFree = 4;

    // Read at once, since a long queue makes each reading long.
    private const int MostDue = 512;

    private static readonly TimeSpan AtRateLimit = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(200);

    private readonly IDbContextFactory<MigochatDbContext> _contexts;
    private readonly OutboxStore _outbox;
    private readonly SettingsReader _settings;
    private readonly GraphClient _graph;
    private readonly TimeProvider _time;
    private readonly ILogger<ReplySender> _logger;
    private readonly AccountRests _rests = new();
    private readonly SendRate _rate = new();
    private readonly ReplyCall _call;

    // Never disposed: a timer may wait for it while the host ends, and only the unused wait handle would need it.
    private readonly SemaphoreSlim _running = new(1, 1);
    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public ReplySender(
        IDbContextFactory<MigochatDbContext> contexts,
        OutboxStore outbox,
        ISettledReplies settled,
        SettingsReader settings,
        GraphClient graph,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        (_contexts, _outbox, _settings, _graph, _time, _logger) = (contexts, outbox, settings, graph, time, loggers.CreateLogger<ReplySender>());
        _call = new ReplyCall(contexts, graph, outbox, settled, settings, _rests, time, loggers.CreateLogger<ReplyCall>());
    }

    /// <summary>Reports that a reply is due. Never waits.</summary>
    public void Nudge() => _nudges.Writer.TryWrite(true);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before the intake stops, which takes the outcomes of the calls.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => StopAsync(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends until nothing is due, and waits for the calls that it began.</summary>
    /// <param name="cancellationToken">Begins no further call; those that were begun are settled.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _running.WaitAsync(cancellationToken);
        try
        {
            foreach (var id in await _outbox.ExpireClaimsAsync(cancellationToken))
                await _call.FindEchoAsync(id, cancellationToken);
            await SendAllAsync(cancellationToken);
        }
        finally
        {
            _running.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await SendUntilStoppedAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // It stops before the host does, which would take this for a failure.
        }
    }

    private async Task SendUntilStoppedAsync(CancellationToken stoppingToken)
    {
        DateTime? next = null;
        while (true)
        {
            await SleepAsync(next, stoppingToken);
            try
            {
                await RunAsync(stoppingToken);
                next = await NextAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Unhandled it would end the host, webhooks and all.
                NotSending(_logger, ExceptionOutline.Whole(exception));
                next = null;
            }
        }
    }

    /// <summary>Waits for a nudge, or until the next reply is due.</summary>
    private async Task SleepAsync(DateTime? next, CancellationToken stoppingToken)
    {
        var nudge = _nudges.Reader.WaitToReadAsync(stoppingToken).AsTask();
        if (next is { } due)
        {
            using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var wait = due - _time.Now();
            await Task.WhenAny(nudge, Task.Delay(wait > LongestSleep ? LongestSleep : wait < ShortestSleep ? ShortestSleep : wait, _time, awake.Token));
            await awake.CancelAsync();
        }
        else
        {
            await nudge;
        }

        stoppingToken.ThrowIfCancellationRequested();
        _nudges.Reader.TryRead(out _);
    }

    private async Task<DateTime?> NextAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var next = await context.Outbox.Where(reply => reply.State == ReplyState.Queued).MinAsync(reply => (DateTime?)reply.NextAttemptAt, cancellationToken);
        return next is null ? null : Moment.Later(next, _rests.FirstEnd);
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        var calls = new List<Task>();
        var due = new Queue<Reply>();
        var nudged = Task.CompletedTask;
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                _nudges.Reader.TryRead(out _);
                calls.RemoveAll(call => call.IsCompleted);
                var isLimited = await BeginAsync(calls, due, cancellationToken);
                if (calls.Count == 0 && !isLimited)
                    break;
                if (nudged.IsCompleted)
                    nudged = _nudges.Reader.WaitToReadAsync(cancellationToken).AsTask();
                await Task.WhenAny([.. calls, isLimited ? Task.Delay(AtRateLimit, _time, cancellationToken) : nudged]);
            }
        }
        finally
        {
            await Task.WhenAll(calls);
        }
    }

    /// <summary>Claims what is due, as far as calls are free, and begins the calls.</summary>
    /// <param name="calls">Those that run; gets the new ones.</param>
    /// <param name="due">Those that were due when they were read; the claim looks again.</param>
    /// <param name="cancellationToken">Begins no further call.</param>
    /// <returns>True if an account's limit is all that holds some back.</returns>
    private async Task<bool> BeginAsync(List<Task> calls, Queue<Reply> due, CancellationToken cancellationToken)
    {
        var free = MostCalls - calls.Count;
        if (free < FewestFree)
            return false;
        var now = _time.Now();
        if (due.Count < free)
            await ReadDueAsync(due, now, cancellationToken);
        var perSecond = (await _settings.CurrentAsync(cancellationToken)).Replies.PerSecond;
        var (allowed, isLimited) = (new List<Reply>(), false);
        while (allowed.Count < free && due.TryDequeue(out var reply))
        {
            if (_graph.SendsPausedUntil(reply.BusinessId) is { } until && until.UtcDateTime > now)
                _rests.Rest(reply.BusinessId, until.UtcDateTime);
            else if (_rests.Contains(reply.BusinessId, now))
                continue;
            else if (_rate.TryTake(reply.BusinessId, perSecond, now))
                allowed.Add(reply);
            else
                isLimited = true;
        }

        if (allowed.Count > 0)
            calls.AddRange((await _outbox.ClaimAsync(allowed, cancellationToken)).Select(claimed => Task.Run(() => _call.MakeAsync(claimed), CancellationToken.None)));
        return isLimited;
    }

    /// <summary>The first reply of each person that waits for nothing but its turn.</summary>
    private async Task ReadDueAsync(Queue<Reply> due, DateTime now, CancellationToken cancellationToken)
    {
        due.Clear();
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var resting = _rests.At(now);
        // Grouped by person along the index of the open ones: to look for earlier ones of each reply took longer the more waited.
        var first = context.Outbox.Where(reply => reply.State == ReplyState.Queued || reply.State == ReplyState.Sending).GroupBy(reply => reply.UserId).Select(person => person.Min(reply => reply.Id));
        var found = await context.Outbox
            .Where(reply => first.Contains(reply.Id) && reply.State == ReplyState.Queued && reply.NextAttemptAt <= now && !resting.Contains(reply.BusinessId))
            .OrderBy(reply => reply.Id).Take(MostDue).ToListAsync(cancellationToken);
        found.ForEach(due.Enqueue);
    }

    [LoggerMessage(1, LogLevel.Error, "Replies could not be sent; the timer tries again: {Fault}")]
    private static partial void NotSending(ILogger logger, string fault);
}
