using System.Globalization;

namespace Migochat.Tests;

/// <summary>How many cases a property generates; a long run sets MIGOCHAT_CASES.</summary>
internal static class GeneratedCases
{
    private const int Fewest = 3;

    /// <param name="usual">The number on SQLite. On PostgreSQL, where each statement is a round trip, a fifth of it.</param>
    public static int Or(int usual)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("MIGOCHAT_CASES"), CultureInfo.InvariantCulture, out var cases))
            return cases;
        return TestPostgres.IsUsed ? Math.Max(usual / 5, Math.Min(usual, Fewest)) : usual;
    }
}
