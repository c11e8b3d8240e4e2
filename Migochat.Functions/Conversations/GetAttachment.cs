using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Fetches;

namespace Migochat.Functions.Conversations;

/// <summary>Passes on a file of a message.</summary>
public sealed class GetAttachment(AttachmentDesk desk, RequestGuard guard)
{
    [Function(nameof(GetAttachment))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "messages/{id:long}/attachments/{n:long}")] HttpRequest request,
        long id,
        long n,
        CancellationToken cancellationToken) =>
        guard.RunAsync(request, () => desk.OpenAsync(id, n, request.HttpContext.Response, cancellationToken));
}
