using Migochat.Data;
using Migochat.Graph;

namespace Migochat.Fetches;

/// <summary>The SQL for the rows of <c>fetches</c>: claims in bulk, and the end of each fetch in one transaction with what it brought.</summary>
internal sealed class FetchStore(DatabaseConnection connection) : IDisposable
{
    private readonly Statement _add = new(connection, """
        INSERT INTO fetches (kind, target, due_at) VALUES (@0, @1, @2) ON CONFLICT (kind, target) DO NOTHING
        """, Statement.Nothing);

    private readonly Statement _claim = new(connection, "UPDATE fetches SET claimed_until = @1 WHERE id = @0", Statement.Nothing);

    private readonly Statement _done = new(connection, """
        UPDATE fetches SET state = 'DONE', done_at = @1, tries = 0, claimed_until = NULL, last_error = NULL, error_kind = NULL, token_mark = NULL WHERE id = @0
        """, Statement.Nothing);

    private readonly Statement _failed = new(connection, """
        UPDATE fetches SET state = @1, due_at = @2, tries = @3, last_error = @4, error_kind = @5, token_mark = @6, cursor = @7, claimed_until = NULL WHERE id = @0
        """, Statement.Nothing);

    private readonly Statement _postponed = new(connection, """
        UPDATE fetches SET due_at = @1, last_error = @2, error_kind = @3, claimed_until = NULL WHERE id = @0
        """, Statement.Nothing);

    private readonly Statement _listed = new(connection, """
        UPDATE fetches SET due_at = @1, cursor = @2, tries = 0, claimed_until = NULL, last_error = NULL, error_kind = NULL, token_mark = NULL WHERE id = @0
        """, Statement.Nothing);

    private readonly Statement _ended = new(connection, "UPDATE fetches SET done_at = @1 WHERE id = @0", Statement.Nothing);

    private readonly Statement _refresh = new(connection, """
        UPDATE fetches SET state = 'PENDING', due_at = @3
        WHERE state = 'DONE' AND done_at <= @2 AND kind = @1 AND target IN (SELECT value FROM user_identities WHERE user_id = @0 AND kind = @4)
        """, Statement.Nothing);

    private readonly Statement _remove = new(connection, "DELETE FROM fetches WHERE id = @0", Statement.Nothing);

    private readonly Statement _revive = new(connection, """
        UPDATE fetches SET state = 'PENDING', due_at = @1, tries = 0, token_mark = NULL
        WHERE state = 'FAILED' AND token_mark <> @0
        """, Statement.Nothing);

    /// <returns>False if it is known already.</returns>
    public bool Add(string kind, string target, DateTime dueAt) => _add.Run(kind, target, dueAt) > 0;

    /// <summary>Takes due fetches for this instance.</summary>
    /// <param name="kinds">At least one.</param>
    /// <param name="now">The time by which they are due, UTC.</param>
    /// <param name="claims">The time by which other claims are over, and until which these last; by the database's clock.</param>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<DueFetch> Claim(IReadOnlyList<string> kinds, DateTime now, (DateTime Over, DateTime Until) claims, int most)
    {
        var places = string.Join(", ", kinds.Select((_, index) => $"@{index + 3}"));
        using var find = new Statement(connection, $"""
            SELECT id, kind, target, tries, cursor FROM fetches
            WHERE state = 'PENDING' AND due_at <= @0 AND (claimed_until IS NULL OR claimed_until <= @1) AND kind IN ({places})
            ORDER BY due_at, id LIMIT @2
            """);
        var due = new List<DueFetch>();
        using (var row = find.Query([now, claims.Over, most, .. kinds]))
        {
            while (row.Read())
                due.Add(new DueFetch(row.Number(0), row.Text(1), row.Text(2), (int)row.Number(3), row.TextOrNull(4)));
        }

        foreach (var fetch in due)
            _claim.Run(fetch.Id, claims.Until);
        return due;
    }

    public void Done(DueFetch fetch, DateTime now) => _done.Run(fetch.Id, now);

    /// <summary>Keeps the reason, and waits or gives up.</summary>
    public void Failed(DueFetch fetch, FetchFailure failure) => _failed.Run(
        fetch.Id, EnumText.Stored(failure.RetryAt is null ? FetchState.Failed : FetchState.Pending), failure.RetryAt ?? failure.At, fetch.Tries + 1,
        failure.Reason, EnumText.Stored(failure.Kind), failure.TokenMark, failure.Restarts ? null : fetch.Cursor);

    /// <summary>Waits without a try: no call was made.</summary>
    public void Postponed(DueFetch fetch, GraphError error, DateTime dueAt) => _postponed.Run(fetch.Id, dueAt, error.Reason, EnumText.Stored(error.Kind));

    /// <summary>Goes on with the next page of a list, or ends the list until it is due again.</summary>
    /// <param name="fetch">The list's.</param>
    /// <param name="next">The mark of the page that was read; null: it was the last one.</param>
    /// <param name="dueAt">UTC.</param>
    /// <param name="now">UTC.</param>
    public void Listed(DueFetch fetch, string? next, DateTime dueAt, DateTime now)
    {
        _listed.Run(fetch.Id, dueAt, next);
        if (next is null)
            _ended.Run(fetch.Id, now);
    }

    /// <summary>Makes a person's profiles due again that were fetched before a time.</summary>
    /// <returns>How many.</returns>
    public int Refresh(long userId, DateTime before, DateTime now) =>
        _refresh.Run(userId, FetchKinds.FacebookProfile, before, now, IdentityKind.Facebook)
        + _refresh.Run(userId, FetchKinds.InstagramProfile, before, now, IdentityKind.Instagram);

    public void Remove(DueFetch fetch) => _remove.Run(fetch.Id);

    /// <summary>Makes those due again that other tokens failed to fetch.</summary>
    /// <returns>How many.</returns>
    public int Revive(string tokenMark, DateTime now) => _revive.Run(tokenMark, now);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_add, _claim, _done, _failed, _postponed, _listed, _ended, _refresh, _remove, _revive])
            statement.Dispose();
    }
}

/// <summary>A claimed fetch.</summary>
/// <param name="Id">The row's.</param>
/// <param name="Kind">One of <see cref="FetchKinds"/>.</param>
/// <param name="Target">Meta's id.</param>
/// <param name="Tries">Failed calls so far.</param>
/// <param name="Cursor">Of a list: the mark of the page that was read last.</param>
internal sealed record DueFetch(long Id, string Kind, string Target, int Tries, string? Cursor);

/// <summary>Why a fetch brought nothing. Times are UTC.</summary>
/// <param name="RetryAt">Null: it is given up.</param>
/// <param name="TokenMark">Other tokens than these revive it; null: no token does.</param>
/// <param name="At">When it failed.</param>
internal sealed record FetchFailure(GraphErrorKind Kind, string Reason, DateTime? RetryAt, string? TokenMark, DateTime At)
{
    /// <summary>A list begins anew.</summary>
    public bool Restarts { get; init; }
}
