using System.Text.Json;
using Migochat.Data;
using Migochat.Graph;
using Migochat.People;

namespace Migochat.Fetches;

/// <summary>Name and picture of a person on Messenger or Instagram.</summary>
internal sealed class ProfileFetch(string platform) : IStoredFetch
{
    private const int LongestAddress = 2048;

    private readonly Identity _kind = new(platform == Platform.Instagram ? IdentityKind.Instagram : IdentityKind.Facebook, "");

    public FetchCall? Call(FetchRequest request)
    {
        // The account to which the person wrote last: ids are scoped to it.
        using var find = new Statement(request.Connection, """
            SELECT m.recipient_id FROM user_identities i JOIN messages m ON m.user_id = i.user_id
            WHERE i.kind = @0 AND i.value = @1 AND m.sender_id = @1 AND m.direction = 'INBOUND' ORDER BY m.timestamp DESC LIMIT 1
            """);
        using var row = find.Query(_kind.Kind, request.Target);
        if (!row.Read())
            return null;
        return platform == Platform.Instagram
            ? FetchCall.Of(platform, row.Text(0), request.Target, "name,username,profile_pic")
            : FetchCall.Of(platform, row.Text(0), request.Target, "first_name,last_name,name,profile_pic");
    }

    public void Store(FetchAnswer answer)
    {
        using var persons = new PersonStore(answer.Connection);
        if (persons.Find(_kind with { Value = answer.Target })?.Person is not { } person)
            return;
        var named = PersonUpdates.WithName(person, NameOf(answer.Json), FieldRank.Profile, answer.Now);
        var picture = NewPicture(answer, person);
        var told = picture is null ? named : named with { Sources = named.Sources with { Picture = new FieldSource(FieldRank.Profile, answer.Now) } };
        if (told != person)
            persons.Touch(told);
        if (named != person)
            persons.SetDue(person.Id, answer.Now);
        answer.Connection.Unit.Save();
        if (picture is null)
            return;
        using var set = new Statement(answer.Connection, "UPDATE users SET profile_pic = @1 WHERE id = @0", Statement.Nothing);
        set.Run(person.Id, picture);
    }

    /// <summary>Null if there is none, or the person has a later one: a person can have several profiles.</summary>
    private static string? NewPicture(FetchAnswer answer, Person person)
    {
        if (PictureOf(answer.Json) is not { } picture)
            return null;
        using var find = new Statement(answer.Connection, "SELECT profile_pic FROM users WHERE id = @0");
        using var row = find.Query(person.Id);
        var present = row.Read() ? row.TextOrNull(0) : null;
        return FieldSources.Wins(new FieldSource(FieldRank.Profile, answer.Now), picture, person.Sources.Picture, present) ? picture : null;
    }

    private static PersonName? NameOf(JsonElement json) =>
        PersonName.Of(json.Get("first_name"u8).Text(), json.Get("last_name"u8).Text())
        ?? PersonName.Split(json.Get("name"u8).Text() ?? json.Get("username"u8).Text());

    private static string? PictureOf(JsonElement json) =>
        json.Get("profile_pic"u8).Text() is { Length: <= LongestAddress } text && PublicAddress.IsGood(text) ? text : null;
}
