namespace Migochat.Settings;

/// <summary>What may be shown of a secret, so that people can tell which one is set. Pure.</summary>
internal static class SecretHint
{
    /// <summary>Shorter ones would lose too much.</summary>
    public const int ShortestHinted = 16;

    private const int Shown = 4;

    /// <summary>
    /// The last 4 characters of a secret of 16 or more. Of a list, each is judged by itself, since the end of the list may be a
    /// short secret: <c>…ab12, …</c> tells that there are two, and nothing of the second.
    /// </summary>
    /// <returns>Null if there is nothing to show.</returns>
    public static string? Of(IReadOnlyList<string> secrets) =>
        secrets.Any(secret => secret.Length >= ShortestHinted) ? string.Join(", ", secrets.Select(End)) : null;

    private static string End(string secret)
    {
        if (secret.Length < ShortestHinted)
            return "…";
        var start = secret.Length - Shown;
        return "…" + secret[(char.IsLowSurrogate(secret[start]) ? start + 1 : start)..];
    }
}
