using Microsoft.Data.Sqlite;
using Migochat.Data;
using Migochat.People;

namespace Migochat.Legacy;

/// <summary>The SQL functions of the adoption. NULL gives NULL; NULL for any other value means that the value can't be understood.</summary>
internal static class AdoptionFunctions
{
    public static void Register(SqliteConnection connection)
    {
        connection.CreateFunction("Utc", (object? value) => LegacyTime.Normalised(value), isDeterministic: true);
        connection.CreateFunction("Flag", (object? value) => LegacyText.Flag(value), isDeterministic: true);
        connection.CreateFunction("Whole", (object? value) => LegacyText.Whole(value), isDeterministic: true);
        connection.CreateFunction("JsonObject", (string? value) => LegacyText.JsonObject(value), isDeterministic: true);
        connection.CreateFunction("Platform", (string? value) => LegacyText.Platform(value), isDeterministic: true);
        connection.CreateFunction("Phone", (string? phone, string? digits) => LegacyPhone.Of(phone, digits), isDeterministic: true);
        connection.CreateFunction("IdentityKind", (string? platform, string psid) => LegacyIdentity.Of(platform, psid)?.Kind, isDeterministic: true);
        connection.CreateFunction("IdentityValue", (string? platform, string psid) => LegacyIdentity.Of(platform, psid)?.Value, isDeterministic: true);
        RegisterSearchText(connection);
        connection.CreateFunction("FirstTouch", (string time) => new FieldSources { FirstTouchAt = UtcText.Parse(time) }.ToString(), isDeterministic: true);
        Member<LeadStage>(connection);
        Member<CustomerLabel>(connection);
        Member<CustomerType>(connection);
        Member<Governorate>(connection);
        Member<MessageDirection>(connection);
        Member<MessageStatus>(connection);
        Member<MessageSource>(connection);
        Member<PostType>(connection);
    }

    /// <summary>The function that a migration needs as well.</summary>
    public static void RegisterSearchText(SqliteConnection connection) => connection.CreateFunction(
        "SearchText", (string? first, string? last, string? phone, string psid) => SearchText.Of(first, last, phone, psid), isDeterministic: true);

    private static void Member<T>(SqliteConnection connection) where T : struct, Enum =>
        connection.CreateFunction(typeof(T).Name, (object? value) => LegacyText.Member<T>(value), isDeterministic: true);
}
