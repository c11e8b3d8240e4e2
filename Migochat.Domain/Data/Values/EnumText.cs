using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Migochat.Data;

/// <summary>Enum members as text: <c>RED_SEA</c> in the database, <c>red_sea</c> on the wire.</summary>
public static class EnumText
{
    public static string Stored<T>(T value) where T : struct, Enum => Names<T>.StoredByValue[value];

    public static string Wire<T>(T value) where T : struct, Enum => Names<T>.WireByValue[value];

    public static string? StoredOrNull<T>(T? value) where T : struct, Enum => value is { } known ? Stored(known) : null;

    /// <exception cref="KeyNotFoundException">The database holds a member that the code does not know.</exception>
    public static T FromStored<T>(string text) where T : struct, Enum => Names<T>.ByStored[text];

    /// <exception cref="KeyNotFoundException">The database holds a member that the code does not know.</exception>
    public static T? FromStoredOrNull<T>(string? text) where T : struct, Enum => text is null ? null : FromStored<T>(text);

    public static bool TryFromWire<T>(string text, out T value) where T : struct, Enum => Names<T>.ByWire.TryGetValue(text, out value);

    /// <summary>Every wire name, in the order of declaration.</summary>
    public static IReadOnlyCollection<string> WireNames<T>() where T : struct, Enum => Names<T>.WireByValue.Values;

    /// <summary>The length of the longest stored name.</summary>
    public static int MaxLength<T>() where T : struct, Enum => Names<T>.ByStored.Keys.Max(name => name.Length);

    private static class Names<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> WireByValue =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<T, string> StoredByValue =
            WireByValue.ToDictionary(pair => pair.Key, pair => pair.Value.ToUpperInvariant());

        public static readonly Dictionary<string, T> ByWire =
            WireByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        public static readonly Dictionary<string, T> ByStored =
            StoredByValue.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}

internal sealed class EnumTextConverter<T>() : ValueConverter<T, string>(value => EnumText.Stored(value), text => EnumText.FromStored<T>(text))
    where T : struct, Enum;
