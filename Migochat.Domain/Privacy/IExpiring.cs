namespace Migochat.Privacy;

/// <summary>The rows of one table that hold text or metadata which is too old to be kept. Looked for beside the writers, taken away behind the gate.</summary>
internal interface IExpiring : IDisposable
{
    /// <summary>Goes on by a bounded number of rows.</summary>
    /// <param name="found">Gets the ids of those that hold something.</param>
    /// <returns>False once there are none left to look at.</returns>
    bool Look(List<long> found);

    /// <summary>Takes what is too old from the row, as it is by now.</summary>
    /// <returns>False if there was nothing any more.</returns>
    bool Take(long id);
}
