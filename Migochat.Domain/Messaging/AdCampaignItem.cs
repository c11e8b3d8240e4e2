using System.Text.Json.Serialization;
using Migochat.Data;
using Migochat.Leads;

namespace Migochat.Messaging;

/// <summary>An ad as it is shown. The time is UTC.</summary>
/// <param name="TargetAudience">As the shop entered it.</param>
/// <param name="Stub">Known from events alone: they go on filling it until a person edits it.</param>
/// <param name="People">Who came through it, at first or later.</param>
/// <param name="Hot">Those of them whose label is hot.</param>
/// <param name="Convert">Those of them whose stage is convert.</param>
public sealed record AdCampaignItem(
    long Id,
    string FacebookAdId,
    string? CampaignName,
    string? Content,
    [property: JsonConverter(typeof(RawJson))] string? TargetAudience,
    string? Budget,
    string Status,
    bool Stub,
    DateTime CreatedAt,
    long People,
    long Hot,
    long Convert)
{
    internal static AdCampaignItem Of(AdCampaign ad, PeopleCount count) => new(
        ad.Id,
        ad.FacebookAdId,
        ad.CampaignName,
        ad.AdContent,
        ad.TargetAudience,
        ad.Budget,
        ad.Status,
        ad.IsStub,
        ad.CreatedAt,
        count.People,
        count.Hot,
        count.Convert);
}
