using System.Text.Json;
using Migochat.Data;

namespace Migochat.Legacy;

/// <summary>Flags, numbers and texts as other programs wrote them; null if they can't be understood.</summary>
internal static class LegacyText
{
    public static long? Flag(object? value) => value switch
    {
        0L or 1L => (long)value,
        string text when text.Equals("true", StringComparison.OrdinalIgnoreCase) => 1,
        string text when text.Equals("false", StringComparison.OrdinalIgnoreCase) => 0,
        _ => null,
    };

    /// <summary>Rounded half up.</summary>
    public static long? Whole(object? value) => value switch
    {
        long number and >= int.MinValue and <= int.MaxValue => number,
        double number and > int.MinValue and < int.MaxValue => (long)Math.Floor(number + 0.5),
        _ => null,
    };

    /// <summary>The stored form of an enum member, from any mixture of cases.</summary>
    public static string? Member<T>(object? value) where T : struct, Enum =>
        value is string text && EnumText.TryFromWire<T>(text.ToLowerInvariant(), out var member) ? EnumText.Stored(member) : null;

    /// <summary>Lower-case; the contract's default if there is none.</summary>
    public static string Platform(string? value) => string.IsNullOrWhiteSpace(value) ? "facebook" : value.Trim().ToLowerInvariant();

    /// <summary>The column holds a JSON object or nothing. Any other text becomes the member <c>legacy</c> of an object.</summary>
    public static string? JsonObject(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        try
        {
            using var document = JsonDocument.Parse(value);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return value;
            if (document.RootElement.ValueKind == JsonValueKind.Null)
                return null;
        }
        catch (JsonException)
        {
            // The text is kept below.
        }

        return JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["legacy"] = value });
    }
}
