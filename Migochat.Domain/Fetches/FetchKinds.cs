namespace Migochat.Fetches;

/// <summary>The kinds of fetches, as stored in <c>fetches.kind</c>.</summary>
public static class FetchKinds
{
    /// <summary>The answers to a lead form; the target is the <c>leadgen_id</c>.</summary>
    public const string LeadForm = "lead_form";

    /// <summary>The profile of a person on Messenger; the target is the page-scoped id.</summary>
    public const string FacebookProfile = "fb_profile";

    /// <summary>The profile of a person on Instagram; the target is the Instagram-scoped id.</summary>
    public const string InstagramProfile = "ig_profile";

    /// <summary>Text and address of a post of a page or an Instagram account; the target is Meta's id of the post or media.</summary>
    public const string Post = "post";

    /// <summary>The names of an ad, its ad set and its campaign; the target is Meta's id of the ad.</summary>
    public const string Ad = "ad";

    /// <summary>The list of a form's leads; the target is the page's id, a slash and the form's id.</summary>
    public const string FormLeads = "form_leads";

    /// <summary>The kinds that a page's token can fetch.</summary>
    internal static IReadOnlyList<string> OfPages { get; } = [LeadForm, FacebookProfile, FormLeads];

    /// <summary>The kinds that the token of a page or of an Instagram account can fetch.</summary>
    internal static IReadOnlyList<string> OfInstagram { get; } = [InstagramProfile, Post];

    /// <summary>The kinds that a token of ads, a page's or that of a phone number can fetch.</summary>
    internal static IReadOnlyList<string> OfAds { get; } = [Ad];
}
