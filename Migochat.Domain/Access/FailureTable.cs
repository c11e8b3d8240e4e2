using System.Runtime.InteropServices;

namespace Migochat.Access;

/// <summary>
/// Counts failures by client, each in a window of fixed length that its first failure opens. Its memory is allocated once: a
/// client has one of eight slots. If all are taken, a slot whose window is over is reused, else the one with the fewest
/// failures. Safe to use from many threads.
/// </summary>
/// <param name="clients">The capacity; rounded up to a multiple of eight.</param>
/// <param name="window">How long failures count.</param>
internal sealed class FailureTable(int clients, TimeSpan window)
{
    private const int Ways = 8;

    private readonly Entry[] _entries = new Entry[(clients + Ways - 1) / Ways * Ways];
    private readonly Lock _lock = new();

    public int Capacity => _entries.Length;

    /// <summary>Adds one failure.</summary>
    /// <param name="client">See <see cref="ClientAddress"/>.</param>
    /// <param name="now">On a clock that never goes back.</param>
    /// <returns>The failures in the client's window with this one, and the rest of the window.</returns>
    public (int Failures, TimeSpan Left) Add(UInt128 client, TimeSpan now)
    {
        lock (_lock)
        {
            ref var entry = ref EntryOf(client, now);
            if (entry.Client != client || !entry.IsLive(now))
                entry = new Entry { Client = client, Ends = now + window };
            if (entry.Failures < int.MaxValue)
                entry.Failures++;
            return (entry.Failures, entry.Ends - now);
        }
    }

    private ref Entry EntryOf(UInt128 client, TimeSpan now)
    {
        // The hash is seeded anew in every process, so nobody can choose addresses that share a place.
        var places = _entries.AsSpan((int)((uint)client.GetHashCode() % (uint)(_entries.Length / Ways)) * Ways, Ways);
        var least = 0;
        for (var place = 0; place < Ways; place++)
        {
            if (places[place].Client == client && places[place].IsLive(now))
                return ref places[place];
            if (places[place].WeightAt(now) < places[least].WeightAt(now))
                least = place;
        }

        return ref places[least];
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry
    {
        public UInt128 Client;
        public TimeSpan Ends;
        public int Failures;

        public readonly bool IsLive(TimeSpan now) => Failures > 0 && now < Ends;

        public readonly int WeightAt(TimeSpan now) => IsLive(now) ? Failures : 0;
    }
}
