using System.Text.Json;
using Migochat.Data;
using Migochat.Texts;

namespace Migochat.People;

/// <summary>What the answers to a lead form tell of the person. Pure.</summary>
/// <param name="Name">Null: not told; likewise the others.</param>
/// <param name="Phone">E.164.</param>
/// <param name="Governorate">From the answers about city, state and address.</param>
internal sealed record LeadAnswers(PersonName? Name, string? Phone, Governorate? Governorate)
{
    /// <summary>When the form was filled in according to the answers themselves, UTC; null: they don't say.</summary>
    public DateTime? FilledAt { get; init; }

    /// <summary>Nothing is told: no answers, or those of a test lead.</summary>
    public static readonly LeadAnswers None = new(null, null, null);

    private const string TestLead = "<test lead:";

    private static readonly string[] WholeNames = ["full_name", "name", "الاسم", "الاسم_بالكامل", "الاسم_كامل"];
    private static readonly string[] Phones = ["phone_number", "phone", "whatsapp_number", "work_phone_number", "رقم_الهاتف", "رقم_التليفون", "رقم_الموبايل", "رقم_الواتساب"];
    private static readonly string[] Places = ["province", "state", "city", "street_address", "المحافظة", "المدينة", "العنوان"];

    private static readonly MessageTextReader Texts = new();

    /// <param name="json">The text of Meta's object of the lead.</param>
    public static LeadAnswers Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    /// <param name="lead">Meta's object of the lead.</param>
    public static LeadAnswers Read(JsonElement lead)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in lead.Get("field_data"u8).Items())
        {
            if (field.Get("name"u8).Words() is { } name && FirstOf(field.Get("values"u8)) is { } value)
                answers.TryAdd(KeyOf(name), value);
        }

        if (answers.Values.Any(value => value.StartsWith(TestLead, StringComparison.OrdinalIgnoreCase)))
            return None;
        return new(
            PersonName.Of(answers.GetValueOrDefault("first_name"), answers.GetValueOrDefault("last_name")) ?? Of(answers, WholeNames, PersonName.Split),
            Of(answers, Phones, PhoneNumber.Parse),
            OfPlace(answers))
        {
            FilledAt = MetaTime.Read(lead.Get("created_time"u8)),
        };
    }

    private static T? Of<T>(Dictionary<string, string> answers, string[] keys, Func<string, T?> read) where T : class =>
        keys.Select(key => answers.TryGetValue(key, out var value) ? read(value) : null).FirstOrDefault(value => value is not null);

    private static Governorate? OfPlace(Dictionary<string, string> answers) =>
        Places.Select(key => answers.TryGetValue(key, out var value) ? Texts.Read(value).Governorate : null).FirstOrDefault(place => place is not null);

    private static string? FirstOf(JsonElement values)
    {
        foreach (var value in values.Items())
            return value.Words()?.Trim();
        return null;
    }

    // Standard questions have fixed keys. A shop's own question is its text, with underscores and perhaps a mark at the end.
    private static string KeyOf(string name) => name.Trim().TrimEnd('؟', '?', ':').Replace(' ', '_').ToLowerInvariant();
}
