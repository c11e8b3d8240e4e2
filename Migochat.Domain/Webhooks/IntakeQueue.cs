namespace Migochat.Webhooks;

/// <summary>Deliveries that wait for the intake's thread: bounded, so that a slow disk is felt as 503 and not as lost memory.</summary>
internal sealed class IntakeQueue(int maxEvents) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<Delivery> _waiting = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private int _events;
    private bool _closed;

    /// <summary>Events that wait.</summary>
    public int Depth => Volatile.Read(ref _events);

    /// <summary>False if the queue is full or closed. A delivery with more events than the queue holds goes into an empty one.</summary>
    public bool TryAdd(Delivery delivery)
    {
        lock (_lock)
        {
            if (_closed || (_events > 0 && _events + delivery.Events.Count > maxEvents))
                return false;
            _waiting.Enqueue(delivery);
            _events += delivery.Events.Count;
        }

        _arrived.Release();
        return true;
    }

    /// <summary>Blocks until there is a delivery; null when the queue is closed and empty.</summary>
    public Delivery? Take()
    {
        _arrived.Wait();
        return Dequeue();
    }

    /// <summary>The next delivery if one is waiting now.</summary>
    public Delivery? TakeIfAny() => _arrived.Wait(0) ? Dequeue() : null;

    /// <summary>Refuses what comes from now on; what waits is still handed out.</summary>
    public void Close()
    {
        lock (_lock)
            _closed = true;
        _arrived.Release();
    }

    public void Dispose() => _arrived.Dispose();

    private Delivery? Dequeue()
    {
        lock (_lock)
        {
            if (!_waiting.TryDequeue(out var delivery))
            {
                _arrived.Release(); // closed: whoever comes next is to see it too
                return null;
            }

            _events -= delivery.Events.Count;
            return delivery;
        }
    }
}
