using Migochat.Http;

namespace Migochat.Messaging;

/// <summary>What a person enters of a post.</summary>
public sealed record PostPatch
{
    private const int LongestId = 100;
    private const int LongestPrice = 100;
    private const int LongestContent = 63_206;

    /// <summary>Meta's id; only of a new post.</summary>
    public Given<string> FacebookPostId { get; init; }

    public Given<PostType?> Type { get; init; }
    public Given<string> Content { get; init; }
    public Given<string> Price { get; init; }
    public Given<string> Data { get; init; }
    public Given<bool?> Active { get; init; }

    /// <summary>Reads a request's body.</summary>
    /// <param name="isNew">Whether it is for a post that is to be made.</param>
    public static PostPatch Read(BodyReader body, bool isNew)
    {
        var patch = new PostPatch
        {
            FacebookPostId = isNew ? body.Text("facebook_post_id", LongestId) : default,
            Type = body.OneOf<PostType>("type"),
            Content = body.Text("content", LongestContent),
            Price = body.Text("price", LongestPrice),
            Data = body.Object("data"),
            Active = body.Truth("active"),
        };
        if (isNew)
            body.Require(patch.FacebookPostId, "facebook_post_id");
        if (isNew || patch.Type.IsGiven)
            body.Require(patch.Type, "type");
        return patch;
    }

    /// <summary>A person's word ends what events may fill.</summary>
    internal void ApplyTo(Post post)
    {
        post.PostType = Type.Value ?? post.PostType;
        post.PostContent = Content.IsGiven ? Content.Value : post.PostContent;
        post.PostPrice = Price.IsGiven ? Price.Value : post.PostPrice;
        post.PostData = Data.IsGiven ? Data.Value : post.PostData;
        post.IsActive = Active.Value ?? post.IsActive;
        post.IsStub = false;
    }
}
