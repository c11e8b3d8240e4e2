using System.Text.Json;
using Migochat.Data;
using Migochat.Replies;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Queues the outcomes of the outbox's calls for the intake, like deliveries.</summary>
internal sealed class ReplyIntake(IntakeQueue queue, SettingsReader settings, TimeProvider time) : ISettledReplies
{
    public async Task<bool> AddAsync(SettledReply reply)
    {
        var now = time.Now();
        var document = JsonSerializer.SerializeToDocument(ReplySettled.ToEnvelope(reply), WireJson.Options);
        var current = await settings.CurrentAsync(CancellationToken.None);
        using var delivery = new Delivery(null, document, [ReplySettled.Read(document.RootElement)!], current.IntakeSettingsAt(now), now);
        return queue.TryAdd(delivery) && await delivery.Answer == IntakeAnswer.Stored;
    }
}
