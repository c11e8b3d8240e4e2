using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>Keeps a reader that throws from harming the items beside its own.</summary>
internal static class GuardedReading
{
    /// <summary>Runs a reader. If it throws, its events are replaced by one unrecognised item that names the exception.</summary>
    /// <param name="origin">Gives the item's origin; called only if the reader throws.</param>
    /// <param name="events">Receives the events.</param>
    /// <param name="read">The reader.</param>
    public static void Read(Func<EventOrigin> origin, List<WebhookEvent> events, Action read)
    {
        var before = events.Count;
        try
        {
            read();
        }
        catch (Exception exception)
        {
            events.RemoveRange(before, events.Count - before);
            events.Add(new Unrecognised(origin(), $"a reader that failed: {ExceptionOutline.Line(exception)}") { Fault = ExceptionOutline.Whole(exception) });
        }
    }
}
