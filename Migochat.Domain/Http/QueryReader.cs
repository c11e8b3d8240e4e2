using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Migochat.Data;

namespace Migochat.Http;

/// <summary>Reads the parameters of a list. One that is not understood counts as missing, and <see cref="Problem"/> speaks of it.</summary>
public sealed class QueryReader(IQueryCollection query)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    /// <summary>The first that was not understood; null if all were.</summary>
    public ProblemHttpResult? Problem { get; private set; }

    /// <summary><c>limit</c>: how many items a page holds.</summary>
    public int Limit()
    {
        if (!query.TryGetValue("limit", out var text))
            return DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit)
            return limit;
        Refuse("limit", $"Send a whole number from 1 to {MaxLimit}.");
        return DefaultLimit;
    }

    /// <summary><c>cursor</c>: the sort keys of the last item of the page before; null for the first page.</summary>
    /// <param name="keys">How many of them the list's order has.</param>
    public IReadOnlyList<long>? Cursor(int keys)
    {
        if (!query.TryGetValue("cursor", out var text))
            return null;
        if (Http.Cursor.Read(text.ToString()) is { } read && read.Count == keys)
            return read;
        Refuse("cursor", "Send what the page before has as next, or none for the first page.");
        return null;
    }

    /// <summary>A filter whose values are an enum's names.</summary>
    public T? OneOf<T>(string name) where T : struct, Enum
    {
        if (!query.TryGetValue(name, out var text))
            return null;
        if (EnumText.TryFromWire<T>(text.ToString(), out var value))
            return value;
        Refuse(name, $"Send one of: {string.Join(", ", EnumText.WireNames<T>())}.");
        return null;
    }

    private void Refuse(string name, string allowed) => Problem ??= Problems.BadParameter(name, allowed);
}
