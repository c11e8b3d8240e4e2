using System.Runtime.InteropServices;

namespace Migochat.Webhooks;

/// <summary>Room for unfinished bodies, of which one client may use half. Its caller holds the lock of <see cref="BytesInFlight"/>.</summary>
internal sealed class BodyRoom(long capacity)
{
    // The one that has been here longest comes first.
    private readonly LinkedList<UnfinishedBody> _bodies = [];
    private readonly Dictionary<UInt128, long> _bytesOfClients = [];
    private long _bytes;

    public void Enter(UnfinishedBody body)
    {
        body.Room = this;
        _bodies.AddLast(body.Node);
        Count(body, body.Bytes);
    }

    /// <summary>Counts more bytes, and ends bodies until they fit: those of the same client if it has too many, else anybody's.</summary>
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

/// <summary>A body on its way in. It ends by its deadline, or when another needs its room.</summary>
/// <param name="client">Who sends it; see <see cref="Access.ClientAddress"/>.</param>
/// <param name="time">The clock of the deadline.</param>
internal sealed class UnfinishedBody(UInt128 client, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _end = new(IntakeLimits.BodyDeadline, time);
    private LinkedListNode<UnfinishedBody>? _node;

    public UInt128 Client => client;

    public LinkedListNode<UnfinishedBody> Node => _node ??= new(this);

    /// <summary>Where it is counted now, if anywhere.</summary>
    public BodyRoom? Room { get; set; }

    /// <summary>Received so far.</summary>
    public long Bytes { get; set; }

    public bool IsEnded => _end.IsCancellationRequested;

    /// <summary>Is cancelled when it has to end.</summary>
    public CancellationToken Ended => _end.Token;

    // In the background, since the caller holds a lock that the reader takes.
    public void End() => _ = _end.CancelAsync();

    public void Dispose() => _end.Dispose();
}
