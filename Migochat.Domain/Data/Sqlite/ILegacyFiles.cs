namespace Migochat.Data;

/// <summary>
/// Takes over a file that another program made from the same contract. The work needs people and messages, whose folders
/// depend on this one; so the database calls it through this interface.
/// </summary>
public interface ILegacyFiles
{
    /// <summary>Checks the file without changing it.</summary>
    /// <exception cref="InvalidOperationException">The file holds more, less or something else than the contract's tables; the message says what.</exception>
    void Check(string legacyFile);

    /// <summary>Copies every row into a new, migrated file and fills the additional columns of this program.</summary>
    /// <exception cref="InvalidOperationException">The file can't be taken over or is in use; it is unchanged.</exception>
    void Copy(string legacyFile, string newFile);

    /// <summary>Fills the columns that a migration added and SQL alone can't compute.</summary>
    void CompleteRows(DatabaseConnection connection);
}
