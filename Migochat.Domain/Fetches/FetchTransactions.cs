using System.Data.Common;
using Migochat.Data;

namespace Migochat.Fetches;

/// <summary>Short write transactions of the fetches, on the connection that all writers share.</summary>
public sealed class FetchTransactions(WriteScopes writes, SharedWriter writer)
{
    internal Task<bool> RunAsync(Action<FetchStore> work, CancellationToken cancellationToken) => RunAsync(
        (_, store) =>
        {
            work(store);
            return true;
        },
        cancellationToken);

    internal Task<T> RunAsync<T>(Func<FetchStore, T> work, CancellationToken cancellationToken) => RunAsync((_, store) => work(store), cancellationToken);

    internal async Task<T> RunAsync<T>(Func<DatabaseConnection, FetchStore, T> work, CancellationToken cancellationToken)
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
        catch (DbException)
        {
            // Still under the write lock. The intake opens its connection anew.
            writer.Close();
            throw;
        }
    }
}
