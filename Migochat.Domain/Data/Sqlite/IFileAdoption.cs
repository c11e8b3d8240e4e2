using Microsoft.Data.Sqlite;

namespace Migochat.Data;

/// <summary>
/// Takes over a file that another program made from the same contract. It needs to know people and messages, which lie above
/// this folder; so the database asks for it through this interface.
/// </summary>
public interface IFileAdoption
{
    /// <summary>Looks at the file without touching it.</summary>
    /// <exception cref="InvalidOperationException">It does not hold the contract's tables and nothing else; the message says why.</exception>
    void Check(string legacyFile);

    /// <summary>Copies every row into a new, migrated file, with the values that this program keeps beside them.</summary>
    /// <exception cref="InvalidOperationException">The file can't be taken over or is in use; it is as it was.</exception>
    void Copy(string legacyFile, string newFile);

    /// <summary>Fills the columns that a migration added and no SQL can compute.</summary>
    void CompleteRows(SqliteConnection connection);
}
