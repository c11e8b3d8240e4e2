using System.Collections.Concurrent;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>When the last event of each kind was stored since the process started, so that a missing subscription is seen.</summary>
public sealed class LastEvents(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string? Platform, string Kind), DateTime> _last = new();

    /// <summary>When the process started to count, UTC.</summary>
    public DateTime Since { get; } = time.Now();

    /// <summary>By kind, in order; of messages also by platform and side, such as <c>whatsapp_echo</c>. UTC.</summary>
    public IReadOnlyDictionary<string, DateTime> ByKind() => _last
        .Select(last => (Name: last.Key.Platform is { } platform ? $"{platform}_{last.Key.Kind}" : last.Key.Kind, last.Value))
        .OrderBy(last => last.Name, StringComparer.Ordinal)
        .ToDictionary(last => last.Name, last => last.Value, StringComparer.Ordinal);

    internal void Add(IEnumerable<WebhookEvent> events)
    {
        var now = time.Now();
        foreach (var @event in events)
            _last[KeyOf(@event)] = now;
    }

    private static (string? Platform, string Kind) KeyOf(WebhookEvent @event) => @event is MessageReceived message
        ? (message.Platform, message.Direction == MessageDirection.Outbound ? "echo" : message.Type is "comment" or "lead" or "postback" ? message.Type : "message")
        : (null, @event.Kind);
}
