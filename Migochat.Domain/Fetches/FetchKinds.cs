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

    /// <summary>The kinds that a page's token can fetch.</summary>
    internal static IReadOnlyList<string> OfPages { get; } = [LeadForm, FacebookProfile];

    /// <summary>The kinds that the token of a page or of an Instagram account can fetch.</summary>
    internal static IReadOnlyList<string> OfInstagram { get; } = [InstagramProfile];
}
