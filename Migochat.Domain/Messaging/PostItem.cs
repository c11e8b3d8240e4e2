using System.Text.Json.Serialization;
using Migochat.Data;
using Migochat.Leads;

namespace Migochat.Messaging;

/// <summary>A post as it is shown. The time is UTC.</summary>
/// <param name="Data">The shop's own product data.</param>
/// <param name="Stub">Known from events alone: they go on filling it until a person edits it.</param>
/// <param name="People">Who came through it, at first or later.</param>
/// <param name="Hot">Those of them whose label is hot.</param>
/// <param name="Convert">Those of them whose stage is convert.</param>
public sealed record PostItem(
    long Id,
    string FacebookPostId,
    PostType Type,
    string? Content,
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
        post.PostPrice,
        post.PostData,
        post.IsActive,
        post.IsStub,
        post.CreatedAt,
        count.People,
        count.Hot,
        count.Convert);
}
