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
    WriteScopes writes,
    SharedWriter writer,
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
        if (await WriteAsync(store => store.Revive(tokenMark, time.Now()), cancellationToken) is > 0 and var revived)
            Revived(logger, revived);
        _revivedFor = tokenMark;
    }

    /// <summary>Profiles whose picture somebody looked at after its link had expired.</summary>
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (looks.Take() is { Count: > 0 } seen)
            await WriteAsync(store => seen.Sum(look => store.Refresh(look.UserId, time.Now() - look.Rest, time.Now())), cancellationToken);
    }

    private async Task DiscoverAsync(CancellationToken cancellationToken)
    {
        while (await NextAsync() is { } targets)
        {
            if (targets.Count > 0)
                await WriteAsync(store => targets.Count(target => store.Add(target.Kind, target.Target, DueAt(target.Kind))), cancellationToken);
        }

        DateTime DueAt(string kind) => kind == FetchKinds.FormLeads ? FormComparison.NextNight(time.Now(), Random.Shared.NextDouble()) : time.Now();

        async Task<IReadOnlyCollection<(string Kind, string Target)>?> NextAsync()
        {
            using var connection = await engine.OpenPooledAsync(cancellationToken);
            return _discovery.Next(connection, time.Now());
        }
    }

    private Task<IReadOnlyList<DueFetch>> ClaimAsync(IReadOnlyList<string> kinds, CancellationToken cancellationToken) => WriteAsync(
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
            await WriteAsync(store => store.Remove(fetch), cancellationToken);
            return;
        }

        var result = refusing.Of(call) ?? await ReadAsync(call, cancellationToken);
        refusing.Note(call, result);
        switch (result)
        {
            case ReadFound found when kind is IStoredFetch stored:
                await StoreAsync(fetch, stored, found, cancellationToken);
                rescores.Nudge();
                break;
            case ReadFound found:
                await CompareAsync(fetch, found, tokenMark, cancellationToken);
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
            var error = new GraphError(GraphErrorKind.Temporary, null, null, "The leads that were missing could not be stored.");
            await FailAsync(fetch, FetchRetry.After(error, fetch.Tries, tokenMark, now, Random.Shared.NextDouble()), cancellationToken);
            return;
        }

        var next = FormLeadsFetch.Next(found.Json);
        await WriteAsync(store => store.Listed(fetch, next, next is null ? FormComparison.NextNight(now, Random.Shared.NextDouble()) : now, now), cancellationToken);
        Telemetry.Fetches.Add(1, new("kind", fetch.Kind), new("outcome", "done"));
    }

    private async Task StoreAsync(DueFetch fetch, IStoredFetch kind, ReadFound found, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var intake = (await settings.CurrentAsync(cancellationToken)).IntakeSettingsAt(now);
        await WriteAsync(
            (connection, store) =>
            {
                kind.Store(new FetchAnswer(connection, fetch.Target, found.Json, intake, now));
                store.Done(fetch, now);
                return true;
            },
            cancellationToken);
        Telemetry.Fetches.Add(1, new("kind", fetch.Kind), new("outcome", "done"));
    }

    private async Task FailAsync(DueFetch fetch, FetchFailure failure, CancellationToken cancellationToken)
    {
        await WriteAsync(store => store.Failed(fetch, failure), cancellationToken);
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

    private Task<bool> WriteAsync(Action<FetchStore> work, CancellationToken cancellationToken) => WriteAsync(
        (_, store) =>
        {
            work(store);
            return true;
        },
        cancellationToken);

    private Task<T> WriteAsync<T>(Func<FetchStore, T> work, CancellationToken cancellationToken) => WriteAsync((_, store) => work(store), cancellationToken);

    /// <summary>A short write transaction on the writers' own connection.</summary>
    private async Task<T> WriteAsync<T>(Func<DatabaseConnection, FetchStore, T> work, CancellationToken cancellationToken)
    {
        using var scope = await writes.EnterAsync(cancellationToken);
        try
        {
            var connection = writer.Open();
            scope.Begin(connection);
            using var store = new FetchStore(connection);
            var result = work(connection, store);
            scope.Commit();
            return result;
        }
        catch (System.Data.Common.DbException)
        {
            // Still under the write lock. The intake opens its connection anew.
            writer.Close();
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Fetch {Id} of kind {Kind} brought nothing: {Reason} ({Outcome})")]
    private static partial void NotFetched(ILogger logger, long id, string kind, string reason, string outcome);

    [LoggerMessage(2, LogLevel.Information, "{Count} fetches that other tokens could not do are due again")]
    private static partial void Revived(ILogger logger, int count);
}

/// <summary>The accounts whose tokens Meta refused in this run: no further call is made for them.</summary>
internal sealed class RefusingAccounts
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string Platform, string BusinessId, bool IsAd), ReadResult> _refusing = new();

    /// <returns>The refusal; null: the account may be called.</returns>
    public ReadResult? Of(FetchCall call) => _refusing.GetValueOrDefault(KeyOf(call));

    public void Note(FetchCall call, ReadResult result)
    {
        if (result is ReadWithoutToken or ReadFailed { Error.Kind: GraphErrorKind.TokenInvalid })
            _refusing[KeyOf(call)] = result;
    }

    private static (string Platform, string BusinessId, bool IsAd) KeyOf(FetchCall call) => (call.Read.Platform, call.Read.BusinessId, call.Read.IsAd);
}
