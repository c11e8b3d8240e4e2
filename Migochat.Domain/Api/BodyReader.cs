using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Migochat.Data;

namespace Migochat.Api;

/// <summary>Reads the members of a JSON object. One that is not understood counts as left out, and <see cref="Problem"/> speaks of it.</summary>
public sealed class BodyReader
{
    private const int LongestBody = 256 * 1024;

    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private ProblemHttpResult? _problem;

    private BodyReader()
    {
    }

    /// <summary>The first thing that was not understood, a member that nobody asked for included; null if there is none.</summary>
    public ProblemHttpResult? Problem => _problem ?? Unknown();

    public static async Task<BodyReader> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new BodyReader();
        if (request.ContentLength > LongestBody)
            body._problem = Problems.TooLarge;
        else
            await body.FillAsync(request.Body, cancellationToken);
        return body;
    }

    /// <summary>A value of an enum.</summary>
    public Optional<T?> OneOf<T>(string name) where T : struct, Enum
    {
        if (!Find(name, out var member))
            return default;
        if (member.ValueKind == JsonValueKind.Null)
            return new(true, null);
        if (member.ValueKind == JsonValueKind.String && EnumText.TryFromWire<T>(member.GetString()!, out var value))
            return new(true, value);
        Refuse(name, $"Send null or one of: {string.Join(", ", EnumText.WireNames<T>())}.");
        return default;
    }

    /// <summary>A text, trimmed, of at least one character.</summary>
    public Optional<string> Text(string name, int longest) => Text(name, longest, text => text);

    /// <summary>The same for a text of one line, such as a name.</summary>
    public Optional<string> Line(string name, int longest) => Text(name, longest, text => text, PlainText.IsLine, "in one line, ");

    /// <summary>The same for a text that may have been pasted with marks of direction, which are left out.</summary>
    public Optional<string> Pasted(string name, int longest) => Text(name, longest, PlainText.WithoutDirection);

    private Optional<string> Text(string name, int longest, Func<string, string> clean) => Text(name, longest, clean, PlainText.IsPlain, "");

    private Optional<string> Text(string name, int longest, Func<string, string> clean, Func<string, bool> isAllowed, string form)
    {
        if (!Find(name, out var member))
            return default;
        if (member.ValueKind == JsonValueKind.Null)
            return new(true, null);
        if (TextOf(member) is { } given && clean(given).Trim() is { Length: > 0 } text && text.Length <= longest && isAllowed(text))
            return new(true, text);
        Refuse(name, $"Send null or a text of 1 to {longest} characters, {form}without control characters and marks that override the direction of writing.");
        return default;
    }

    /// <summary>A text as it stands, or a number or truth as JSON writes it.</summary>
    public Optional<string> Scalar(string name)
    {
        if (!Find(name, out var member))
            return default;
        var text = member.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? member.GetRawText() : TextOf(member);
        if (text is not null)
            return new(true, text);
        Refuse(name, "Send a text, a number, true or false.");
        return default;
    }

    public Optional<bool?> Truth(string name)
    {
        if (!Find(name, out var member))
            return default;
        if (member.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return new(true, member.GetBoolean());
        Refuse(name, "Send true or false.");
        return default;
    }

    /// <summary>A JSON object, as its text.</summary>
    public Optional<string> Object(string name)
    {
        if (!Find(name, out var member))
            return default;
        if (member.ValueKind == JsonValueKind.Null)
            return new(true, null);
        if (member.ValueKind == JsonValueKind.Object)
            return new(true, member.GetRawText());
        Refuse(name, "Send null or a JSON object.");
        return default;
    }

    /// <summary>A value in the form of a type. Members that the type does not have are refused.</summary>
    /// <param name="name">The member's.</param>
    /// <param name="allowed">The allowed values, as a sentence.</param>
    public Optional<T> As<T>(string name, string allowed) where T : class
    {
        if (!Find(name, out var member))
            return default;
        if (member.ValueKind == JsonValueKind.Null)
            return new(true, null);
        if (Read<T>(member) is { } value)
            return new(true, value);
        Refuse(name, allowed);
        return default;
    }

    /// <summary>Refuses a body without the member, or with null for it.</summary>
    public void Require<T>(Optional<T> given, string name)
    {
        if (given.Value is null)
            Refuse(name, "It must be there, and not null.");
    }

    private async Task FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int length; (length = await stream.ReadAsync(part, cancellationToken)) > 0;)
        {
            text.Write(part, 0, length);
            if (text.Length <= LongestBody)
                continue;
            _problem = Problems.TooLarge;
            return;
        }

        Fill(text);
    }

    private void Fill(MemoryStream text)
    {
        try
        {
            if (!Utf8.IsValid(text.GetBuffer().AsSpan(0, (int)text.Length)))
            {
                _problem = Problems.NotUtf8;
                return;
            }

            text.Position = 0;
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                _problem = Problems.NoObject;
                return;
            }

            foreach (var member in document.RootElement.EnumerateObject())
                _members[member.Name] = member.Value.Clone();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half a surrogate pair in a name.
            _problem = Problems.NoObject;
        }
    }

    private bool Find(string name, out JsonElement member)
    {
        _known.Add(name);
        return _members.TryGetValue(name, out member);
    }

    private ProblemHttpResult? Unknown() => _members.Keys.FirstOrDefault(name => !_known.Contains(name)) is { } unknown
        ? Problems.BadField(unknown, $"There is no such field. These can be sent: {string.Join(", ", _known)}.")
        : null;

    private static string? TextOf(JsonElement member)
    {
        try
        {
            return member.ValueKind == JsonValueKind.String ? member.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }

    private static T? Read<T>(JsonElement member) where T : class
    {
        try
        {
            return member.Deserialize<T>(WireJson.Strict);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // another form, or half a surrogate pair
        }
    }

    private void Refuse(string name, string allowed) => _problem ??= Problems.BadField(name, allowed);
}

/// <summary>A member of a body: left out, null, or a value.</summary>
/// <param name="IsGiven">False where it was left out.</param>
/// <param name="Value">Null where it was given as null.</param>
public readonly record struct Optional<T>(bool IsGiven, T? Value);
