using System.Text;
using System.Text.Json;
using Migochat.Data;
using Migochat.People;

namespace Migochat.Privacy;

/// <summary>
/// Collects the ids of persons from a delivery that can't be read: every text and number that could be such an id, in every kind of id
/// that its object can have. Pure.
/// </summary>
internal sealed class EnvelopeIds
{
    private readonly HashSet<Identity> _people = [];
    private long? _own;
    private long? _entry;

    /// <param name="envelope">JSON, as a dead letter keeps it.</param>
    public EnvelopeIds(string envelope)
    {
        using var document = MetaJson.Parse(Encoding.UTF8.GetBytes(envelope));
        if (document is not null)
            Walk(document.RootElement, null, MetaEnvelopes.Objects(document.RootElement).FirstOrDefault());
    }

    public IReadOnlyList<Identity> People => [.. _people];

    /// <summary>The values under which a dead letter with this envelope is listed.</summary>
    public IReadOnlyList<string> Listed
    {
        get
        {
            var values = _people.Select(person => person.Value).Distinct(StringComparer.Ordinal).Take(DeadLetterPerson.Most + 1).ToList();
            return values.Count > DeadLetterPerson.Most ? [DeadLetterPerson.Unlisted] : values;
        }
    }

    /// <summary>The time (UTC) of the first item, else of its entry.</summary>
    /// <param name="receivedAt">The time (UTC) of receipt, for a delivery with neither.</param>
    public DateTime Time(DateTime receivedAt) => EventTime.Resolve(_own, _entry, receivedAt);

    private void Walk(JsonElement element, string? name, MetaObject kind)
    {
        foreach (var (member, value) in element.Members())
            Walk(value, member, kind);
        foreach (var item in element.Items())
            Walk(item, name, kind);
        if (name is "timestamp" or "created_time")
            _own ??= element.Whole();
        else if (name is "time")
            _entry ??= element.Whole();
        else if (element.Id() is { Length: <= Identity.MaxLength } id && id.Any(char.IsAsciiDigit) && !id.Any(char.IsWhiteSpace))
            _people.UnionWith(Kinds(kind, id));
    }

    private static IEnumerable<Identity> Kinds(MetaObject kind, string id) => kind switch
    {
        MetaObject.Page => [new(IdentityKind.Facebook, id), new(IdentityKind.Leadgen, id)],
        MetaObject.Instagram => [new(IdentityKind.Instagram, id)],
        MetaObject.WhatsApp => [WhatsAppIds.Identity(id)],
        _ => [new(IdentityKind.Facebook, id), new(IdentityKind.Leadgen, id), new(IdentityKind.Instagram, id), WhatsAppIds.Identity(id)],
    };
}
