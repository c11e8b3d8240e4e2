using System.Globalization;
using System.Text;
using Microsoft.Azure.Functions.Worker;

namespace Migochat.LocalHost.Routing;

/// <summary>All routes and timers as a text for people.</summary>
internal static class RouteTable
{
    /// <param name="functions">The served functions.</param>
    /// <param name="prefix">Precedes every route; may be empty.</param>
    public static string Of(FunctionCatalogue functions, string prefix)
    {
        var table = new StringBuilder();
        var start = prefix.Length == 0 ? "/" : $"/{prefix}/";
        foreach (var function in functions.Http.OrderBy(function => function.Route, StringComparer.Ordinal))
            table.AppendLine(CultureInfo.InvariantCulture, $"{function.MethodNames.ToUpperInvariant(),-10} {start + function.Route,-44} {function.Name,-22} {Key(function.Level)}");
        foreach (var timer in functions.Timers)
            table.AppendLine(CultureInfo.InvariantCulture, $"{"timer",-10} {timer.Trigger.Schedule,-44} {timer.Name}");
        return table.ToString();
    }

    private static string Key(AuthorizationLevel level) => level == AuthorizationLevel.Anonymous ? "no key" : "function key";
}
