using System.Data.Common;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Graph;
using Migochat.Scoring;
using Migochat.Settings;

namespace Migochat.Fetches;

/// <summary>
/// Fetches from the Graph API what webhooks leave out, for the timer and soon after the intake. A claim keeps other instances
/// from the same fetch; a killed instance's claims run out. Nothing is fetched for a platform without a token.
/// </summary>
public sealed partial class Fetcher(
    MigochatDatabase database,
    IDatabaseEngine engine,
    FetchTransactions transactions,
    GraphClient graph,
    RescoreNudge rescores,
    FormComparison forms,
    PictureLooks looks,
    SettingsReader settings,
    TimeProvider time,
    ILogger<Fetcher> logger) : IDisposable
{
    private const int AtOnce = 4;
    private const int MostClaims = 20;

    /// <summary>Longer than a claimed batch can take.</summary>
    internal static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(4);

    private static readonly Dictionary<string, IFetchKind> Kinds = new(StringComparer.Ordinal)
    {
        [FetchKinds.LeadForm] = new LeadFormFetch(),
        [FetchKinds.FacebookProfile] = new ProfileFetch(Platform.Facebook),
        [FetchKinds.InstagramProfile] = new ProfileFetch(Platform.Instagram),
        [FetchKinds.Post] = new PostFetch(),
        [FetchKinds.Ad] = new AdFetch(),
        [FetchKinds.FormLeads] = new FormLeadsFetch(),
    };

    private readonly FetchDiscovery _discovery = new();
    private readonly SemaphoreSlim _running = new(1, 1);
    private string? _revivedFor;

    /// <summary>Fetches until nothing is due or four minutes are over. A run that comes during another waits for it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await database.IsReadyInTimeAsync(cancellationToken))
            return;
        await _running.WaitAsync(cancellationToken);
        try
        {
            var present = (await settings.CurrentAsync(cancellationToken)).Graph;
            if (KindsOf(present) is { Count: > 0 } kinds)
                await FetchAsync(kinds, FetchRetry.TokenMark(present), cancellationToken);
        }
        finally
        {
            _running.Release();
        }
    }

    public void Dispose() => _running.Dispose();

    private async Task FetchAsync(IReadOnlyList<string> kinds, string tokenMark, CancellationToken cancellationToken)
    {
        var (started, refusing) = (time.GetTimestamp(), new RefusingAccounts());
        await DiscoverAsync(cancellationToken);
        await ReviveAsync(tokenMark, cancellationToken);
        await RefreshAsync(cancellationToken);
        while (time.GetElapsedTime(started) < LongestRun)
        {
            var claimed = await ClaimAsync(kinds, cancellationToken);
            if (claimed.Count == 0)
                return;
            await Parallel.ForEachAsync(
                claimed,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (fetch, token) => await FetchAsync(fetch, tokenMark, refusing, token));
        }
    }

    /// <summary>A run with the tokens of the run before has nothing to revive.</summary>
    private async Task ReviveAsync(string tokenMark, CancellationToken cancellationToken)
    {
        if (tokenMark == _revivedFor)
            return;
        if (await transactions.RunAsync(store => store.Revive(tokenMark, time.Now()), cancellationToken) is > 0 and var revived)
            Revived(logger, revived);
        _revivedFor = tokenMark;
    }

    /// <summary>Profiles whose picture somebody looked at after its link had expired.</summary>
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (looks.Take() is { Count: > 0 } seen)
            await transactions.RunAsync(store => seen.Sum(look => store.Refresh(look.UserId, time.Now() - look.Rest, time.Now())), cancellationToken);
    }

    private async Task DiscoverAsync(CancellationToken cancellationToken)
    {
        while (await NextAsync() is { } targets)
        {
            if (targets.Count > 0)
                await transactions.RunAsync(store => targets.Count(target => store.Add(target.Kind, target.Target, DueAt(target.Kind))), cancellationToken);
        }

        DateTime DueAt(string kind) => kind == FetchKinds.FormLeads ? FormComparison.NextNight(time.Now(), Random.Shared.NextDouble()) : time.Now();

        async Task<IReadOnlyCollection<(string Kind, string Target)>?> NextAsync()
        {
            using var connection = await engine.OpenPooledAsync(cancellationToken);
            return _discovery.Next(connection, time.Now());
        }
    }

    private Task<IReadOnlyList<DueFetch>> ClaimAsync(IReadOnlyList<string> kinds, CancellationToken cancellationToken) => transactions.RunAsync(
        (connection, store) =>
        {
            var clock = engine.ClockText is { } text ? (DateTime)connection.Scalar(text)! : time.Now();
            return store.Claim(kinds, time.Now(), (clock, clock + Claim), MostClaims);
        },
        cancellationToken);

    private async Task FetchAsync(DueFetch fetch, string tokenMark, RefusingAccounts refusing, CancellationToken cancellationToken)
    {
        var kind = Kinds[fetch.Kind];
        if (await CallOfAsync(kind, fetch, cancellationToken) is not { } call)
        {
            await transactions.RunAsync(store => store.Remove(fetch), cancellationToken);
            return;
        }

        var result = refusing.Of(call) ?? await ReadAsync(call, cancellationToken);
        refusing.Note(call, result);
        switch (result)
        {
            case ReadFound found when kind is IStoredFetch stored:
                await StoreAsync(fetch, stored, found, tokenMark, cancellationToken);
                rescores.Nudge();
                break;
            case ReadFound found:
                await CompareAsync(fetch, found, tokenMark, cancellationToken);
                break;
            case ReadFailed { IsResting: true, Error: { RetryAt: { } until } error }:
                await transactions.RunAsync(store => store.Postponed(fetch, error, until.UtcDateTime), cancellationToken);
                break;
            case ReadFailed { Error: { Kind: GraphErrorKind.Malformed } error } when fetch.Cursor is not null:
                // Meta no longer knows the page.
                await FailAsync(fetch, new FetchFailure(error.Kind, error.Reason, FormComparison.NextNight(time.Now(), Random.Shared.NextDouble()), null, time.Now()) { Restarts = true }, cancellationToken);
                break;
            case ReadFailed { Error: var error }:
                await FailAsync(fetch, FetchRetry.After(error, fetch.Tries, tokenMark, time.Now(), Random.Shared.NextDouble()), cancellationToken);
                break;
            case ReadWithoutToken { Setting: var setting }:
                await FailAsync(fetch, FetchRetry.WithoutToken(setting, tokenMark, time.Now()), cancellationToken);
                break;
        }
    }

    private async Task<FetchCall?> CallOfAsync(IFetchKind kind, DueFetch fetch, CancellationToken cancellationToken)
    {
        using var connection = await engine.OpenPooledAsync(cancellationToken);
        return kind.Call(new FetchRequest(connection, fetch.Target, fetch.Cursor, time.Now()));
    }

    /// <summary>Meta refuses a call for all fields if one of them may not be read.</summary>
    private async Task<ReadResult> ReadAsync(FetchCall call, CancellationToken cancellationToken)
    {
        var result = await graph.ReadAsync(call.Read, cancellationToken);
        return result is ReadFailed { Error: { Kind: GraphErrorKind.Malformed or GraphErrorKind.NotPermitted } } && call.Fewer is { } fewer
            ? await graph.ReadAsync(fewer, cancellationToken)
            : result;
    }

    /// <summary>Takes what is missing first, so that a kill in between repeats the page and loses nothing.</summary>
    private async Task CompareAsync(DueFetch fetch, ReadFound found, string tokenMark, CancellationToken cancellationToken)
    {
        var now = time.Now();
        if (!await forms.TakeMissingAsync(fetch.Target, found.Json, cancellationToken))
        {
            await FailAsync(fetch, NotStoredNow(fetch, tokenMark), cancellationToken);
            return;
        }

        var next = GraphPaging.Next(found.Json);
        await transactions.RunAsync(store => store.Listed(fetch, next, next is null ? FormComparison.NextNight(now, Random.Shared.NextDouble()) : now, now), cancellationToken);
        Telemetry.Fetches.Add(1, new("kind", fetch.Kind), new("outcome", "done"));
    }

    /// <summary>An answer that can't be stored keeps its reason, and the fetches beside it go on.</summary>
    private async Task StoreAsync(DueFetch fetch, IStoredFetch kind, ReadFound found, string tokenMark, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var intake = (await settings.CurrentAsync(cancellationToken)).IntakeSettingsAt(now);
        try
        {
            await transactions.RunAsync(
                (connection, store) =>
                {
                    kind.Store(new FetchAnswer(connection, fetch.Target, found.Json, intake, now));
                    store.Done(fetch, now);
                    return true;
                },
                cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && (exception is not DbException database || !database.IsUnavailable()))
        {
            NotStored(logger, fetch.Id, ExceptionOutline.Whole(exception));
            await FailAsync(fetch, NotStoredNow(fetch, tokenMark), cancellationToken);
            return;
        }

        Telemetry.Fetches.Add(1, new("kind", fetch.Kind), new("outcome", "done"));
    }

    private FetchFailure NotStoredNow(DueFetch fetch, string tokenMark) => FetchRetry.After(
        new GraphError(GraphErrorKind.Unknown, null, null, "Meta's answer could not be stored."), fetch.Tries, tokenMark, time.Now(), Random.Shared.NextDouble());

    private async Task FailAsync(DueFetch fetch, FetchFailure failure, CancellationToken cancellationToken)
    {
        await transactions.RunAsync(store => store.Failed(fetch, failure), cancellationToken);
        var outcome = failure.RetryAt is null ? "failed" : "later";
        Telemetry.Fetches.Add(1, new("kind", fetch.Kind), new("outcome", outcome));
        NotFetched(logger, fetch.Id, fetch.Kind, failure.Reason, outcome);
    }

    private static List<string> KindsOf(GraphSettings settings)
    {
        var (hasPages, hasInstagram) = (settings.PageTokens.All.Any(), settings.InstagramTokens.All.Any());
        var mayReadAds = hasPages || settings.AdsTokens.Count > 0 || settings.WhatsAppTokens.All.Any();
        return [.. hasPages ? FetchKinds.OfPages : [], .. hasPages || hasInstagram ? FetchKinds.OfInstagram : [], .. mayReadAds ? FetchKinds.OfAds : []];
    }

    [LoggerMessage(1, LogLevel.Warning, "Fetch {Id} of kind {Kind} brought nothing: {Reason} ({Outcome})")]
    private static partial void NotFetched(ILogger logger, long id, string kind, string reason, string outcome);

    [LoggerMessage(2, LogLevel.Information, "{Count} fetches that other tokens could not do are due again")]
    private static partial void Revived(ILogger logger, int count);

    [LoggerMessage(3, LogLevel.Error, "The answer to fetch {Id} could not be stored: {Fault}")]
    private static partial void NotStored(ILogger logger, long id, string fault);
}
