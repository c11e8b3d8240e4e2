using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.People;

namespace Migochat.Leads;

/// <summary>
/// Narrows a list of leads to the matches of a typed text. A few matches are looked up in the word index and then sorted. If
/// there are many, the list's own index is walked in its order, where the next match is never far.
/// </summary>
/// <param name="query">As typed.</param>
internal sealed class LeadSearch(string query)
{
    private const int Many = 5000;

    private readonly IReadOnlyList<string> _words = SearchText.Asked(query);

    private string Match => string.Join(' ', _words.Select(word => $"\"{word}\"*"));

    /// <returns>The people to choose from; null if they are so many that the conditions of <see cref="Having"/> find them sooner.</returns>
    public async Task<IQueryable<User>?> FewAsync(MigochatDbContext context, CancellationToken cancellationToken)
    {
        var id = query.Trim();
        if (_words.Count == 0)
            return context.Users.Where(user => false);
        var count = await context.Database
            .SqlQuery<int>($"SELECT count(*) AS Value FROM (SELECT 1 FROM users_search WHERE users_search MATCH {Match} LIMIT {Many + 1})")
            .SingleAsync(cancellationToken);
        return count > Many ? null : context.Users.FromSql($"""
            SELECT * FROM users NOT INDEXED WHERE id IN (
                SELECT rowid FROM users_search WHERE users_search MATCH {Match}
                UNION SELECT user_id FROM user_identities WHERE kind IN ('facebook', 'instagram', 'wa_phone', 'wa_user', 'leadgen') AND value = {id})
            """);
    }

    public IQueryable<User> Having(IQueryable<User> users) => _words
        .Select(word => " " + word)
        .Aggregate(users, (some, word) => some.Where(user => user.SearchText!.Contains(word)));
}
