using System.Globalization;

namespace Migochat.Http;

/// <summary>Where the next page of a list begins: the sort keys of the last item that was given, in a text that callers only hand back.</summary>
public static class Cursor
{
    private static readonly long LastKey = KeyOf(DateTime.MaxValue);

    public static string After(params IEnumerable<long> keys) => string.Join('.', keys.Select(key => key.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A time as a sort key, exact to the microsecond that the database keeps.</summary>
    public static long KeyOf(DateTime utc) => utc.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time of a sort key; the latest of all for what is none.</summary>
    public static DateTime TimeOf(long key) => new(Math.Min(key, LastKey) * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);

    /// <summary>The keys; null if the text is none of ours.</summary>
    public static IReadOnlyList<long>? Read(string text)
    {
        var keys = new List<long>();
        foreach (var part in text.Split('.'))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var key))
                return null;
            keys.Add(key);
        }

        return keys;
    }
}
