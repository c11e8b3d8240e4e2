using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Leads;

namespace Migochat.Functions.Leads;

/// <summary>Adds a note to a lead's audit trail.</summary>
public sealed class AddLeadNote(LeadEditor editor, RequestGuard guard)
{
    private const int LongestNote = 4000;

    [Function(nameof(AddLeadNote))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "leads/{id:long}/notes")] HttpRequest request,
        long id,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => AddAsync(id, request, cancellationToken));

    private async Task<IResult> AddAsync(long id, HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, cancellationToken);
        var text = body.Text("text", LongestNote);
        body.Require(text, "text");
        if (body.Problem is { } problem)
            return problem;
        return await editor.AddNoteAsync(id, text.Value!, Actor.Of(request), cancellationToken) is { } note
            ? TypedResults.Json(note, WireJson.Options, statusCode: StatusCodes.Status201Created)
            : Problems.NotFound("lead");
    }
}
