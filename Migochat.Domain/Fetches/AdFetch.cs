using System.Text.Json;
using Migochat.Data;

namespace Migochat.Fetches;

/// <summary>The names of an ad, its ad set and its campaign, in columns of their own: no event says them.</summary>
internal sealed class AdFetch : IStoredFetch
{
    private const int LongestName = 200;

    public FetchCall? Call(FetchRequest request) => NamedBy.Ad(request.Connection, request.Target) is { } by
        ? FetchCall.Of(by.Platform, by.BusinessId, request.Target, "name,adset{id,name},campaign{id,name}", "name").AsOfAd()
        : null;

    public void Store(FetchAnswer answer)
    {
        using var set = new Statement(
            answer.Connection, "UPDATE ad_campaigns SET ad_name = @1, ad_set_name = @2, meta_campaign_name = @3 WHERE facebook_ad_id = @0", Statement.Nothing);
        set.Run(answer.Target, NameOf(answer.Json), NameOf(answer.Json.Get("adset"u8)), NameOf(answer.Json.Get("campaign"u8)));
    }

    private static string? NameOf(JsonElement json) =>
        json.Get("name"u8).Words() is { } name && PlainText.Clean(name).Trim() is { Length: > 0 } plain ? plain.CutTo(LongestName) : null;
}
