using System.Text.Json;
using System.Text.Json.Nodes;
using Migochat.Data;
using Migochat.Fetches;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Queues leads without a webhook for the intake, in the form in which the webhook would have come.</summary>
internal sealed class MissedLeadIntake(IntakeQueue queue, WebhookReader reader, SettingsReader settings, TimeProvider time) : IMissedLeads
{
    public async Task<bool> AddAsync(MissedLead lead)
    {
        var now = time.Now();
        var document = JsonSerializer.SerializeToDocument(Envelope(lead), WireJson.Options);
        var current = await settings.CurrentAsync(CancellationToken.None);
        var events = reader.Read(document.RootElement, new ReadingContext(now, current.OurAccounts));
        using var delivery = new Delivery(null, document, events, current.IntakeSettingsAt(now), now);
        return queue.TryAdd(delivery) && await delivery.Answer == IntakeAnswer.Stored;
    }

    private static JsonObject Envelope(MissedLead lead)
    {
        var value = new JsonObject { ["leadgen_id"] = lead.LeadgenId, ["page_id"] = lead.PageId, ["form_id"] = lead.FormId };
        if (lead.AdId is { } ad)
            value["ad_id"] = ad;
        if (lead.CreatedAt is { } time)
            value["created_time"] = new DateTimeOffset(time).ToUnixTimeSeconds();
        return new JsonObject
        {
            ["object"] = "page",
            ["entry"] = new JsonArray(new JsonObject
            {
                ["id"] = lead.PageId,
                ["changes"] = new JsonArray(new JsonObject { ["field"] = "leadgen", ["value"] = value }),
            }),
        };
    }
}
