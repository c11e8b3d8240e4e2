namespace Migochat.Privacy;

/// <summary>What remains of an erasure for those who asked for it: nothing personal. Times are UTC.</summary>
/// <param name="Code">128 random bits in hex; the receipt's page is found by it.</param>
/// <param name="ErasedAt">What is known of the person from then or before is refused, whenever it comes.</param>
/// <param name="Completed">True once the bytes are gone from the file and its log; false: they go as soon as nobody reads the old state any more.</param>
/// <param name="Rows">The number of rows removed, by table.</param>
public sealed record ErasureReceipt(string Code, DateTime ErasedAt, bool Completed, IReadOnlyDictionary<string, int> Rows);
