using System.Globalization;

namespace Migochat.Http;

/// <summary>Where the next page of a list begins: the sort keys of the last item that was given, in a text that callers only hand back.</summary>
public static class Cursor
{
    public static string After(params IEnumerable<long> keys) => string.Join('.', keys.Select(key => key.ToString(CultureInfo.InvariantCulture)));

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
