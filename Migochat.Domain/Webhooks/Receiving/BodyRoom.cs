using System.Runtime.InteropServices;

namespace Migochat.Webhooks;

/// <summary>The memory for unfinished bodies. One client may use half of it. The caller holds the lock of <see cref="BytesInFlight"/>.</summary>
internal sealed class BodyRoom(long capacity)
{
    // The oldest comes first.
    private readonly LinkedList<UnfinishedBody> _bodies = [];
    private readonly Dictionary<UInt128, long> _bytesOfClients = [];
    private long _bytes;

    public void Enter(UnfinishedBody body)
    {
        body.Room = this;
        _bodies.AddLast(body.Node);
        Count(body, body.Bytes);
    }

    /// <summary>Counts more bytes, and ends bodies until they fit: those of the same client if it holds too many, else the oldest of all.</summary>
    public void Grow(UnfinishedBody body, int bytes)
    {
        body.Bytes += bytes;
        Count(body, bytes);
        while (_bytesOfClients.GetValueOrDefault(body.Client) > capacity / 2 && Oldest(body.Client) is { } own)
            End(own);
        while (_bytes > capacity && _bodies.First is { } oldest)
            End(oldest.Value);
    }

    public void Remove(UnfinishedBody body)
    {
        _bodies.Remove(body.Node);
        Count(body, -body.Bytes);
        body.Room = null;
    }

    private void Count(UnfinishedBody body, long bytes)
    {
        _bytes += bytes;
        ref var ofClient = ref CollectionsMarshal.GetValueRefOrAddDefault(_bytesOfClients, body.Client, out _);
        ofClient += bytes;
        if (ofClient == 0)
            _bytesOfClients.Remove(body.Client);
    }

    private UnfinishedBody? Oldest(UInt128 client) => _bodies.FirstOrDefault(body => body.Client == client);

    private void End(UnfinishedBody body)
    {
        Remove(body);
        body.End();
    }
}

/// <summary>A body that is being received. It ends at its deadline, or when another body needs its room.</summary>
/// <param name="client">Its sender; see <see cref="Access.ClientAddress"/>.</param>
/// <param name="time">The clock of the deadline.</param>
internal sealed class UnfinishedBody(UInt128 client, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _end = new(IntakeLimits.BodyDeadline, time);
    private LinkedListNode<UnfinishedBody>? _node;

    public UInt128 Client => client;

    public LinkedListNode<UnfinishedBody> Node => _node ??= new(this);

    /// <summary>The room that counts it now; null if none does.</summary>
    public BodyRoom? Room { get; set; }

    /// <summary>The bytes received so far.</summary>
    public long Bytes { get; set; }

    public bool IsEnded => _end.IsCancellationRequested;

    /// <summary>Cancelled when the body has to end.</summary>
    public CancellationToken Ended => _end.Token;

    // In the background, because the caller holds a lock that the reader takes.
    public void End() => _ = _end.CancelAsync();

    public void Dispose() => _end.Dispose();
}
