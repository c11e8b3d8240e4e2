namespace Migochat.Benchmarks.Load;

/// <summary>Where a benchmark person writes from.</summary>
public enum Channel
{
    WhatsApp,
    Messenger,
    Instagram,
}
