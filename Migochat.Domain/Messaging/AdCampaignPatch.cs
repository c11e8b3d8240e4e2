using Migochat.Http;

namespace Migochat.Messaging;

/// <summary>What a person enters of an ad.</summary>
public sealed record AdCampaignPatch
{
    private const int LongestId = 100;
    private const int LongestName = 200;
    private const int LongestContent = 63_206;
    private const int LongestBudget = 100;
    private const int LongestStatus = 50;

    /// <summary>Meta's id; only of a new ad.</summary>
    public Given<string> FacebookAdId { get; init; }

    public Given<string> CampaignName { get; init; }
    public Given<string> Content { get; init; }
    public Given<string> TargetAudience { get; init; }
    public Given<string> Budget { get; init; }
    public Given<string> Status { get; init; }

    /// <summary>Reads a request's body.</summary>
    /// <param name="isNew">Whether it is for an ad that is to be made.</param>
    public static AdCampaignPatch Read(BodyReader body, bool isNew)
    {
        var patch = new AdCampaignPatch
        {
            FacebookAdId = isNew ? body.Text("facebook_ad_id", LongestId) : default,
            CampaignName = body.Text("campaign_name", LongestName),
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

    /// <summary>A person's word ends what events may fill.</summary>
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
