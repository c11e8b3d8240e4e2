using System.Data.Common;
using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Migochat.Data;

/// <summary>Writes single rows that staff keep by hand. Finds and writes a row in one turn at the write lock, so that nobody removes it in between.</summary>
public sealed class EntityWriter(IDbContextFactory<MigochatDbContext> contexts, WriteScopes writes, IDatabaseEngine engine)
{
    /// <returns>False if a row with the same key exists.</returns>
    public async Task<bool> AddAsync<T>(T row, CancellationToken cancellationToken) where T : class
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        using var scope = await BeginAsync(context, cancellationToken);
        context.Add(row);
        return await SaveAsync(context, scope, DatabaseErrors.IsSameKey, cancellationToken);
    }

    /// <returns>The row as it is now; null if there is no such row.</returns>
    /// <exception cref="DbException">The row could not be saved and is as it was before.</exception>
    public async Task<T?> ChangeAsync<T>(long id, Action<T> change, CancellationToken cancellationToken) where T : class
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        using var scope = await BeginAsync(context, cancellationToken);
        if (await context.Set<T>().FindAsync([id], cancellationToken) is not { } row)
            return null;
        context.Attach(row);
        change(row);
        await SaveAsync(context, scope, _ => false, cancellationToken);
        return row;
    }

    /// <summary>Removes the row unless others point to it.</summary>
    public async Task<RemovalOutcome> RemoveAsync<T>(long id, CancellationToken cancellationToken) where T : class
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        using var scope = await BeginAsync(context, cancellationToken);
        if (await context.Set<T>().FindAsync([id], cancellationToken) is not { } row)
            return RemovalOutcome.Gone;
        context.Remove(row);
        return await SaveAsync(context, scope, DatabaseErrors.IsInUse, cancellationToken) ? RemovalOutcome.Done : RemovalOutcome.InUse;
    }

    /// <summary>Runs a change that asks more of the database than one row, in one write transaction.</summary>
    /// <param name="change">Saves what it changes. Its result decides nothing: the transaction is committed unless it throws.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <exception cref="DbException">Nothing of it is stored.</exception>
    public async Task<T> RunAsync<T>(Func<MigochatDbContext, Task<T>> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        using var scope = await BeginAsync(context, cancellationToken);
        try
        {
            var result = await change(context);
            scope.Commit();
            return result;
        }
        catch (DbUpdateException exception) when (exception.InnerException is DbException cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    private async Task<WriteScope> BeginAsync(MigochatDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        return await writes.BeginAsync(new ContextTransaction(context, engine), cancellationToken);
    }

    /// <returns>False if the database refused the change for the expected reason; nothing is stored then.</returns>
    private static async Task<bool> SaveAsync(MigochatDbContext context, WriteScope scope, Func<DbException, bool> isExpected, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            scope.Commit();
            return true;
        }
        catch (DbUpdateException exception) when (exception.InnerException is DbException cause)
        {
            if (isExpected(cause))
                return false;
            ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    private sealed class ContextTransaction(MigochatDbContext context, IDatabaseEngine engine) : IWriteTransaction
    {
        private IDbContextTransaction? _transaction;

        public void Begin()
        {
            _transaction = context.Database.BeginTransaction();
            if (engine.WriteLockText is { } text)
                context.Database.ExecuteSqlRaw(text);
        }

        public void Commit()
        {
            _transaction!.Commit();
            _transaction.Dispose();
        }

        public void Rollback() => _transaction?.Dispose();
    }
}

/// <summary>The result of removing a row.</summary>
public enum RemovalOutcome
{
    Done,

    /// <summary>There is no such row.</summary>
    Gone,

    /// <summary>Other rows point to it; it stays.</summary>
    InUse,
}
