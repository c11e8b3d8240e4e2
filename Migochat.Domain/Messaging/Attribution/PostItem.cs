using System.Text.Json.Serialization;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Messaging;

/// <summary>A post as it is shown. The time is UTC.</summary>
/// <param name="Permalink">Its address at Meta; null until it was fetched.</param>
/// <param name="Data">The shop's own product data.</param>
/// <param name="Stub">Known from events alone; they fill it until a person edits it.</param>
/// <param name="People">The people who came through it, at first or later.</param>
/// <param name="Hot">Those of them whose label is hot.</param>
/// <param name="Convert">Those of them whose stage is convert.</param>
public sealed record PostItem(
    long Id,
    string FacebookPostId,
    PostType Type,
    string? Content,
    string? Permalink,
    string? Price,
    [property: JsonConverter(typeof(RawJson))] string? Data,
    bool Active,
    bool Stub,
    DateTime CreatedAt,
    long People,
    long Hot,
    long Convert)
{
    internal static PostItem Of(Post post, PeopleCount count) => new(
        post.Id,
        post.FacebookPostId,
        post.PostType,
        post.PostContent,
        post.Permalink,
        post.PostPrice,
        post.PostData,
        post.IsActive,
        post.IsStub,
        post.CreatedAt,
        count.People,
        count.Hot,
        count.Convert);
}

/// <summary>The fields of a post that a person can set.</summary>
public sealed record PostPatch
{
    private const int LongestId = 100;
    private const int LongestPrice = 100;
    private const int LongestContent = 63_206;

    /// <summary>Meta's id; only of a new post.</summary>
    public Optional<string> FacebookPostId { get; init; }

    public Optional<PostType?> Type { get; init; }
    public Optional<string> Content { get; init; }
    public Optional<string> Price { get; init; }
    public Optional<string> Data { get; init; }
    public Optional<bool?> Active { get; init; }

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

    /// <summary>After a person's edit events fill nothing any more.</summary>
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
