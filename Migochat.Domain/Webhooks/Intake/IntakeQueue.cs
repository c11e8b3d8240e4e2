namespace Migochat.Webhooks;

/// <summary>Deliveries that wait for the intake's thread: bounded, so that a slow disk is felt as 503 and not as lost memory.</summary>
public sealed class IntakeQueue(IntakeLimits limits)
{
    // A monitor, since the thread that waits on it sleeps at once; other primitives first spin on a processor that requests need.
#pragma warning disable MA0158 // System.Threading.Lock has no Wait and Pulse
    private readonly object _lock = new();
#pragma warning restore MA0158
    private readonly Queue<Delivery> _waiting = new();
    private int _events;
    private bool _closed;

    /// <summary>Events that wait.</summary>
    public int Depth => Volatile.Read(ref _events);

    /// <summary>Deliveries that wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>False if the queue is full or closed. A delivery with more events than the queue holds goes into an empty one.</summary>
    internal bool TryAdd(Delivery delivery)
    {
        lock (_lock)
        {
            if (_closed || (_events > 0 && _events + delivery.Events.Count > limits.QueuedEvents))
                return false;
            _waiting.Enqueue(delivery);
            _events += delivery.Events.Count;
            Monitor.Pulse(_lock);
            return true;
        }
    }

    /// <summary>Blocks until there is a delivery; null when the queue is closed and empty.</summary>
    internal Delivery? Take()
    {
        lock (_lock)
        {
            while (_waiting.Count == 0 && !_closed)
                Monitor.Wait(_lock);
            return Dequeue();
        }
    }

    /// <summary>The next delivery if one is waiting now.</summary>
    internal Delivery? TakeIfAny()
    {
        lock (_lock)
            return Dequeue();
    }

    /// <summary>Refuses new deliveries; waiting ones are still handed out.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            Monitor.PulseAll(_lock);
        }
    }

    private Delivery? Dequeue()
    {
        if (_waiting.TryDequeue(out var delivery))
            _events -= delivery.Events.Count;
        return delivery;
    }
}
