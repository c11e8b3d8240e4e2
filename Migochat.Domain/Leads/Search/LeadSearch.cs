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
    private readonly IReadOnlyList<string> _words = SearchText.Asked(query);

    /// <returns>The people to choose from; null if they are so many that the conditions of <see cref="Having"/> find them sooner.</returns>
    public async Task<IQueryable<User>?> FewAsync(MigochatDbContext context, CancellationToken cancellationToken) => _words.Count == 0
        ? context.Users.Where(user => false)
        : await context.SearchAsync(_words, query.Trim(), cancellationToken);

    public IQueryable<User> Having(IQueryable<User> users) => _words
        .Select(word => " " + word)
        .Aggregate(users, (some, word) => some.Where(user => user.SearchText!.Contains(word)));
}
