namespace Migochat.Webhooks;

/// <summary>
/// Bounds the memory of all deliveries. Verified deliveries have room of their own, and so have unfinished bodies, small and
/// large ones apart. Where unfinished bodies lack room, the one that lingers longest is ended, and the newcomer goes on.
/// </summary>
public sealed class BytesInFlight(IntakeLimits limits)
{
    private readonly Lock _lock = new();
    private readonly BodyRoom _small = new(limits.SmallUnfinishedBytes);
    private readonly BodyRoom _large = new(limits.LargeUnfinishedBytes);
    private long _verified;

    /// <summary>Counts bytes of an unfinished body, and ends others that linger if there is no room.</summary>
    /// <returns>False if this body was ended itself.</returns>
    internal bool TryGrow(UnfinishedBody body, int bytes)
    {
        lock (_lock)
        {
            if (body.IsEnded)
                return false;
            var room = body.Bytes + bytes > IntakeLimits.SmallBody ? _large : _small;
            if (body.Room != room)
            {
                body.Room?.Remove(body);
                room.Enter(body);
            }

            room.Grow(body, bytes);
            return !body.IsEnded;
        }
    }

    /// <summary>Forgets an unfinished body: it is complete, refused or ended.</summary>
    internal void Remove(UnfinishedBody body)
    {
        lock (_lock)
            body.Room?.Remove(body);
    }

    /// <summary>Counts a verified delivery until <see cref="RemoveVerified"/>; false if there is no room.</summary>
    internal bool TryAddVerified(int bytes)
    {
        if (Interlocked.Add(ref _verified, bytes) <= limits.VerifiedBytes)
            return true;
        Interlocked.Add(ref _verified, -bytes);
        return false;
    }

    internal void RemoveVerified(int bytes) => Interlocked.Add(ref _verified, -bytes);
}

/// <summary>How much the intake holds at once.</summary>
/// <param name="QueuedEvents">Events that wait for the writer; more get 503.</param>
/// <param name="VerifiedBytes">Bytes of verified deliveries that wait; more get 503.</param>
/// <param name="SmallUnfinishedBytes">Bytes of unfinished bodies of at most <see cref="SmallBody"/>; one client may hold half.</param>
/// <param name="LargeUnfinishedBytes">Bytes of larger unfinished bodies; one client may hold half.</param>
public sealed record IntakeLimits(int QueuedEvents, long VerifiedBytes, long SmallUnfinishedBytes, long LargeUnfinishedBytes)
{
    /// <summary>Bytes. Nearly all deliveries are smaller.</summary>
    public const int SmallBody = 64 * 1024;

    /// <summary>How long a client may take to send a whole body.</summary>
    public static readonly TimeSpan BodyDeadline = TimeSpan.FromSeconds(10);

    public static readonly IntakeLimits Default = new(50_000, 64 * 1024 * 1024, 16 * 1024 * 1024, 64 * 1024 * 1024);
}
