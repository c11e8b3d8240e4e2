namespace Migochat.Api;

/// <summary>How many letters must be put in, taken out or replaced to make one text of another (Levenshtein). Pure.</summary>
public static class EditDistance
{
    /// <summary>The most similar of some names; null if there are none.</summary>
    public static string? Nearest(string written, IEnumerable<string> names) => names.MinBy(name => Between(written.ToLowerInvariant(), name.ToLowerInvariant()));

    public static int Between(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        foreach (var letter in a)
        {
            var diagonal = row[0]++;
            for (var i = 1; i <= b.Length; i++)
            {
                var replaced = diagonal + (letter == b[i - 1] ? 0 : 1);
                diagonal = row[i];
                row[i] = Math.Min(replaced, Math.Min(row[i], row[i - 1]) + 1);
            }
        }

        return row[^1];
    }
}
