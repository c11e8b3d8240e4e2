using Microsoft.AspNetCore.Http.HttpResults;
using Migochat.Api;

namespace Migochat.Replies;

/// <summary>Months in Cairo, both ends included. Pure.</summary>
/// <param name="From">The first day of the first month.</param>
/// <param name="To">The first day of the last month.</param>
public sealed record MonthRange(DateOnly From, DateOnly To)
{
    private const int Usual = 12;
    private const int Most = 36;

    /// <summary>Reads <c>from</c> and <c>to</c>: by default the twelve months up to <c>to</c>, and <c>to</c> is this month.</summary>
    /// <param name="query">The request's parameters.</param>
    /// <param name="today">In Cairo.</param>
    public static MonthRange Read(QueryReader query, DateOnly today)
    {
        var (from, to) = (query.Month("from"), query.Month("to") ?? today.AddDays(1 - today.Day));
        return new(from ?? to.AddMonths(1 - Usual), to);
    }

    /// <summary>Null if the range can be reported.</summary>
    public ProblemHttpResult? Problem => From > To || From < To.AddMonths(1 - Most)
        ? Problems.BadParameter("from", $"Send a month that is not after to, and at most {Most} months with both.")
        : null;

    /// <summary>The first days of the months, the latest first.</summary>
    public IEnumerable<DateOnly> Months
    {
        get
        {
            for (var month = To; month >= From; month = month.AddMonths(-1))
                yield return month;
        }
    }
}
