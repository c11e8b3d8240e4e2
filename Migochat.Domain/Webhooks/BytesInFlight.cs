namespace Migochat.Webhooks;

/// <summary>Bounds the memory of all deliveries that are being read or wait to be stored.</summary>
internal sealed class BytesInFlight(long limit)
{
    private long _bytes;

    public bool TryAdd(int bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= limit)
            return true;
        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }

    public void Remove(int bytes) => Interlocked.Add(ref _bytes, -bytes);
}
