using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Migochat.Data;

namespace Migochat.Graph;

/// <summary>How much of Meta's limits is used, as the headers of an answer say it. Pure.</summary>
/// <param name="Percent">The highest share of all limits that are named; 0: no header.</param>
/// <param name="Regained">The longest time until access is regained; null: none is named.</param>
internal sealed record UsageHeaders(int Percent, TimeSpan? Regained)
{
    private const int SlowFrom = 75;
    private const int StopFrom = 95;

    private static readonly string[] Names = ["X-App-Usage", "X-Business-Use-Case-Usage", "X-Ad-Account-Usage"];
    private static readonly TimeSpan UnknownStop = TimeSpan.FromMinutes(5);

    public static UsageHeaders Read(HttpResponseHeaders headers)
    {
        var (percent, minutes) = (0L, 0L);
        foreach (var name in Names)
        {
            if (!headers.TryGetValues(name, out var values))
                continue;
            foreach (var value in values)
            {
                using var json = MetaJson.Parse(Encoding.UTF8.GetBytes(value));
                if (json is not null)
                    Look(json.RootElement, ref percent, ref minutes);
            }
        }

        return new((int)Math.Clamp(percent, 0, 1000), minutes > 0 ? TimeSpan.FromMinutes(Math.Min(minutes, 24 * 60)) : null);
    }

    /// <summary>How long the account rests after the call: some seconds from 75 % on, minutes from 95 % on.</summary>
    public TimeSpan Rest => Percent switch
    {
        >= StopFrom => Regained ?? UnknownStop,
        >= SlowFrom => TimeSpan.FromSeconds(1 + (Percent - SlowFrom) / 2.0),
        _ => TimeSpan.Zero,
    };

    /// <summary>The headers nest objects and lists in different ways; the members have the same names everywhere.</summary>
    private static void Look(JsonElement element, ref long percent, ref long minutes)
    {
        foreach (var item in element.Items())
            Look(item, ref percent, ref minutes);
        foreach (var (name, value) in element.Members())
        {
            if (name is "call_count" or "total_time" or "total_cputime" or "acc_id_util_pct")
                percent = Math.Max(percent, value.Whole() ?? 0);
            else if (name is "estimated_time_to_regain_access")
                minutes = Math.Max(minutes, value.Whole() ?? 0);
            else
                Look(value, ref percent, ref minutes);
        }
    }
}
