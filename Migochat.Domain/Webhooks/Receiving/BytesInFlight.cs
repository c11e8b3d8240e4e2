namespace Migochat.Webhooks;

/// <summary>Bounds the memory of all deliveries that are being read or wait to be stored.</summary>
public sealed class BytesInFlight(IntakeLimits limits)
{
    private long _bytes;

    public bool TryAdd(int bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= limits.BytesInFlight)
            return true;
        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }

    public void Remove(int bytes) => Interlocked.Add(ref _bytes, -bytes);
}

/// <summary>How much the intake holds at once before it answers 503.</summary>
/// <param name="QueuedEvents">Events that wait for the writer.</param>
/// <param name="BytesInFlight">Bytes of all deliveries that are being read or wait.</param>
public sealed record IntakeLimits(int QueuedEvents, long BytesInFlight)
{
    public static readonly IntakeLimits Default = new(50_000, 64 * 1024 * 1024);
}
