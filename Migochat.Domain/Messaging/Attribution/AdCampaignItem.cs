using System.Text.Json.Serialization;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>An ad as it is shown. The time is UTC.</summary>
/// <param name="CampaignName">As the shop entered it; of a stub the title that an event told, else Meta's name of the campaign.</param>
/// <param name="AdName">As the ad is named at Meta, null until it was fetched; likewise the next two.</param>
/// <param name="TargetAudience">As the shop entered it.</param>
/// <param name="Stub">Known from events alone; they fill it until a person edits it.</param>
/// <param name="People">The people who came through it, at first or later.</param>
/// <param name="Hot">Those of them whose label is hot.</param>
/// <param name="Convert">Those of them whose stage is convert.</param>
public sealed record AdCampaignItem(
    long Id,
    string FacebookAdId,
    string? CampaignName,
    string? AdName,
    string? AdSetName,
    string? MetaCampaignName,
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
        ad.ShownName,
        ad.AdName,
        ad.AdSetName,
        ad.MetaCampaignName,
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

/// <summary>The fields of an ad that a person can set.</summary>
public sealed record AdCampaignPatch
{
    private const int LongestId = 100;
    private const int LongestName = 200;
    private const int LongestContent = 63_206;
    private const int LongestBudget = 100;
    private const int LongestStatus = 50;

    /// <summary>Meta's id; only of a new ad.</summary>
    public Optional<string> FacebookAdId { get; init; }

    public Optional<string> CampaignName { get; init; }
    public Optional<string> Content { get; init; }
    public Optional<string> TargetAudience { get; init; }
    public Optional<string> Budget { get; init; }
    public Optional<string> Status { get; init; }

    /// <summary>Reads a request's body.</summary>
    /// <param name="isNew">Whether it is for an ad that is to be made.</param>
    public static AdCampaignPatch Read(BodyReader body, bool isNew)
    {
        var patch = new AdCampaignPatch
        {
            FacebookAdId = isNew ? body.Text("facebook_ad_id", LongestId) : default,
            CampaignName = body.Line("campaign_name", LongestName),
            Content = body.Text("content", LongestContent),
            TargetAudience = body.Object("target_audience"),
            Budget = body.Text("budget", LongestBudget),
            Status = body.Text("status", LongestStatus),
        };
        if (isNew)
            body.Require(patch.FacebookAdId, "facebook_ad_id");
        if (patch.Status.IsGiven)
            body.Require(patch.Status, "status");
        return patch;
    }

    /// <summary>After a person's edit events fill nothing any more.</summary>
    internal void ApplyTo(AdCampaign ad)
    {
        ad.CampaignName = CampaignName.IsGiven ? CampaignName.Value : ad.CampaignName;
        ad.AdContent = Content.IsGiven ? Content.Value : ad.AdContent;
        ad.TargetAudience = TargetAudience.IsGiven ? TargetAudience.Value : ad.TargetAudience;
        ad.Budget = Budget.IsGiven ? Budget.Value : ad.Budget;
        ad.Status = Status.Value ?? ad.Status;
        ad.IsStub = false;
    }
}
