using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Graph;

/// <summary>Asks Meta once a day about each token of the settings, and keeps the answers. A new token is asked about at the next run.</summary>
public sealed partial class TokenChecks(
    IDbContextFactory<MigochatDbContext> contexts, EntityWriter rows, GraphClient graph, SettingsReader settings, TimeProvider time, ILogger<TokenChecks> logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterNoAnswer = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>Asks about the tokens that are due, and forgets those that the settings no longer have.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var present = (await settings.CurrentAsync(cancellationToken)).Graph;
        var tokens = KnownToken.All(present);
        var known = await ListAsync(cancellationToken);
        foreach (var token in tokens.Where(token => !known.Any(check => IsOf(check, token) && IsFresh(check))))
            await CheckAsync(token, present, cancellationToken);
        if (known.Any(check => !tokens.Any(token => IsOf(check, token))))
            await ForgetAsync(tokens, cancellationToken);
    }

    /// <summary>What Meta said last of each token.</summary>
    public async Task<IReadOnlyList<TokenCheck>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.TokenChecks.OrderBy(check => check.Setting).ThenBy(check => check.Account).ThenBy(check => check.Id).ToListAsync(cancellationToken);
    }

    private async Task CheckAsync(KnownToken token, GraphSettings present, CancellationToken cancellationToken)
    {
        var state = TokenState.Of(await graph.InspectAsync(token, cancellationToken), token.Needs(present));
        var now = time.Now();
        await rows.RunAsync(
            async context =>
            {
                var check = await context.TokenChecks.AsTracking().FirstOrDefaultAsync(
                    check => check.Setting == token.Setting && check.Mark == token.Mark && check.Account == token.Account, cancellationToken);
                if (check is null)
                    context.Add(check = new TokenCheck { Setting = token.Setting, Mark = token.Mark, Account = token.Account });
                (check.IsValid, check.EndsAt, check.MissingPermissions, check.Reason, check.CheckedAt) = (state.IsValid, state.EndsAt, string.Join(',', state.Missing), state.Reason, now);
                return await context.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        Report(token, state, now);
    }

    private void Report(KnownToken token, TokenState state, DateTime now)
    {
        if (state.EndsAt is { } ends)
            Telemetry.TokenDays.Record(TokenDays.Left(ends, now), new("setting", token.Setting), new("account", token.Account));
        if (state.IsValid is false)
            NotValid(logger, token.ToString(), state.Reason);
        else if (state.EndsAt < now + Soon)
            EndsSoon(logger, token.ToString(), state.EndsAt.Value);
        else if (state.IsValid is null)
            NotKnown(logger, token.ToString(), state.Reason);
    }

    private Task<int> ForgetAsync(IReadOnlyList<KnownToken> tokens, CancellationToken cancellationToken) => rows.RunAsync(
        async context =>
        {
            var checks = await context.TokenChecks.AsTracking().ToListAsync(cancellationToken);
            context.RemoveRange(checks.Where(check => !tokens.Any(token => IsOf(check, token))));
            return await context.SaveChangesAsync(cancellationToken);
        },
        cancellationToken);

    private bool IsFresh(TokenCheck check) => time.Now() - check.CheckedAt < (check.IsValid is null ? AfterNoAnswer : Every);

    private static bool IsOf(TokenCheck check, KnownToken token) => check.Setting == token.Setting && check.Mark == token.Mark && check.Account == token.Account;

    [LoggerMessage(1, LogLevel.Error, "A token of {Name} is not valid: {Reason}")]
    private static partial void NotValid(ILogger logger, string name, string? reason);

    [LoggerMessage(2, LogLevel.Warning, "A token of {Name} ends at {EndsAt:u}. Make a new one before")]
    private static partial void EndsSoon(ILogger logger, string name, DateTime endsAt);

    [LoggerMessage(3, LogLevel.Warning, "Whether a token of {Name} is valid could not be asked: {Reason}")]
    private static partial void NotKnown(ILogger logger, string name, string? reason);
}

/// <summary>Days until a token ends.</summary>
internal static class TokenDays
{
    /// <returns>Whole days; 0 on the last day and afterwards.</returns>
    public static long Left(DateTime endsAt, DateTime now) => Math.Max(0, (long)(endsAt - now).TotalDays);
}
