using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>Reads a filled-in lead form. The answers are not in the delivery; they must be fetched.</summary>
internal static class LeadgenReader
{
    public static WebhookEvent Read(JsonElement value, ItemContext place)
    {
        if (value.Get("leadgen_id"u8).Id() is not { Length: <= Identity.MaxLength } id)
            return place.Unrecognised("a lead form without a leadgen_id that fits");
        if ((value.Get("page_id"u8).Id() ?? place.EntryId) is not { Length: <= Identity.MaxLength } page)
            return place.Unrecognised("a lead form without a page_id that fits");
        return new MessageReceived(place.Origin)
        {
            Platform = Platform.Facebook,
            Person = [new Identity(IdentityKind.Leadgen, id)],
            Direction = MessageDirection.Inbound,
            SenderId = id,
            RecipientId = page,
            MessageId = MessageKeys.Lead(id),
            Time = place.Time(value.Get("created_time"u8).Whole()),
            ReceivedAt = place.Delivery.ReceivedAt,
            Rank = CopyRank.Live,
            Type = "lead",
            Metadata = new MessageMetadata { Content = value.Raw() },
            Attribution = new Attribution
            {
                Source = MessageSource.LeadAd,
                Ad = Mentions.Ad(Mentions.AdId(value.Get("ad_id"u8)) ?? Mentions.AdId(value.Get("adgroup_id"u8))),
                IsReferred = true,
            },
            LeadgenId = id,
        };
    }
}
