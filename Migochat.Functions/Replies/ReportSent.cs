using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Replies;
using Migochat.Scoring;

namespace Migochat.Functions.Replies;

/// <summary>Counts the messages that were sent on WhatsApp, by month and number, with what they cost.</summary>
public sealed class ReportSent(SentReport report, RequestGuard guard, TimeProvider time)
{
    [Function(nameof(ReportSent))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "reports/sent")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, query => ReadAsync(query, cancellationToken));

    private async Task<IResult> ReadAsync(QueryReader query, CancellationToken cancellationToken)
    {
        var range = MonthRange.Read(query, CairoTime.DayOf(time.Now()));
        if ((query.Problem ?? range.Problem) is { } problem)
            return problem;
        return TypedResults.Json(await report.ReadAsync(range, cancellationToken), WireJson.Options);
    }
}
