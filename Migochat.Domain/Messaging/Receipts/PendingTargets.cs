using Microsoft.Data.Sqlite;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>
/// A Bloom filter of the targets with pending changes. It saves the intake a look-up for nearly every message without one, in a
/// file of millions of messages. Each hash has one bit: a target may share a bit with another that has pending changes, but a
/// target with pending changes is never missed. Removed rows leave their bits. Used by one thread at a time.
/// </summary>
internal sealed class PendingTargets(SqliteConnection connection) : IDisposable
{
    /// <summary>Two megabytes: with 200,000 that wait one target in eighty is looked up for nothing.</summary>
    private const int Bits = 1 << 24;

    /// <summary>How many are taken up in a transaction, so that none of the first takes long.</summary>
    private const int Slice = 1000;

    // Ids are given once, and rise: behind the last that was read stands all that came since.
    private readonly Statement _next = new(connection, $"SELECT id, target FROM pending_receipts WHERE id > @0 ORDER BY id LIMIT {Slice}");
    private ulong[] _bits = [];
    private long? _version;
    private long _readTo;
    private bool _isComplete;

    /// <summary>Adds the rows committed so far, at the start of a transaction. Before the first call every target may have pending changes.</summary>
    /// <param name="version"><c>PRAGMA data_version</c>; another connection's commit changes it.</param>
    public void Begin(long version)
    {
        if (_isComplete && version == _version)
            return;
        if (_bits.Length == 0)
            _bits = new ulong[Bits / 64];
        var count = 0;
        using var row = _next.Query(_readTo);
        for (; row.Read(); count++)
        {
            _readTo = row.Number(0);
            Add(row.Text(1));
        }

        _version = version;
        _isComplete = count < Slice;
    }

    /// <summary>Takes up one that is written in this transaction.</summary>
    public void Add(string target)
    {
        if (_bits.Length == 0)
            return;
        var bit = BitOf(target);
        _bits[bit / 64] |= 1UL << bit;
    }

    /// <returns>False if nothing waits for it, to be sure.</returns>
    public bool MayHold(string target)
    {
        if (!_isComplete)
            return true;
        var bit = BitOf(target);
        return (_bits[bit / 64] & (1UL << bit)) != 0;
    }

    public void Dispose() => _next.Dispose();

    private static int BitOf(string target) => target.GetHashCode(StringComparison.Ordinal) & (Bits - 1);
}
