using System.Globalization;

namespace Migochat.Tests;

/// <summary>How many cases a property generates; a long run sets MIGOCHAT_CASES.</summary>
internal static class GeneratedCases
{
    public static int Or(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("MIGOCHAT_CASES"), CultureInfo.InvariantCulture, out var cases) ? cases : usual;
}
