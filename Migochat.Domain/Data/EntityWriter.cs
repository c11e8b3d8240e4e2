using System.Runtime.ExceptionServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Migochat.Data;

/// <summary>Single rows that staff keep by hand, looked up and written with the write lock held, so that nobody takes them away in between.</summary>
public sealed class EntityWriter(IDbContextFactory<MigochatDbContext> contexts, WriteLock writeLock)
{
    private const int Constraint = 19;

    /// <returns>False if there is one with the same key already.</returns>
    public async Task<bool> AddAsync<T>(T row, CancellationToken cancellationToken) where T : class
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(row);
        using (await writeLock.EnterAsync(cancellationToken))
            return await SaveAsync(context, cancellationToken);
    }

    /// <returns>The row as it is now; null if there is no such row.</returns>
    public async Task<T?> ChangeAsync<T>(long id, Action<T> change, CancellationToken cancellationToken) where T : class
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        using var pass = await writeLock.EnterAsync(cancellationToken);
        if (await context.Set<T>().FindAsync([id], cancellationToken) is not { } row)
            return null;
        context.Attach(row);
        change(row);
        await SaveAsync(context, cancellationToken);
        return row;
    }

    /// <summary>Removes the row unless others point to it.</summary>
    public async Task<RemovalOutcome> RemoveAsync<T>(long id, CancellationToken cancellationToken) where T : class
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        using var pass = await writeLock.EnterAsync(cancellationToken);
        if (await context.Set<T>().FindAsync([id], cancellationToken) is not { } row)
            return RemovalOutcome.Gone;
        context.Remove(row);
        return await SaveAsync(context, cancellationToken) ? RemovalOutcome.Done : RemovalOutcome.InUse;
    }

    private static async Task<bool> SaveAsync(MigochatDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.InnerException is SqliteException cause)
        {
            if (cause.SqliteErrorCode == Constraint)
                return false;
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }
}

/// <summary>What became of a row that was to be removed.</summary>
public enum RemovalOutcome
{
    Done,

    /// <summary>There is no such row.</summary>
    Gone,

    /// <summary>Other rows point to it; it stays.</summary>
    InUse,
}
