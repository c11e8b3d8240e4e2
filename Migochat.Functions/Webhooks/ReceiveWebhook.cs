using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Webhooks;

namespace Migochat.Functions.Webhooks;

/// <summary>Receives Meta's deliveries, of whatever channel and object.</summary>
public sealed class ReceiveWebhook(WebhookIntake intake, FailureLimit failures)
{
    private const string RetryAfterSeconds = "5";

    [Function(nameof(ReceiveWebhook))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/{channel?}")] HttpRequest request,
        string? channel,
        CancellationToken cancellationToken)
    {
        var signatures = request.Headers[WebhookSignature.HeaderName];
        var signature = signatures.Count == 1 ? signatures[0] : null;
        var answer = await intake.ReceiveAsync(request.BodyReader, request.ContentLength, signature, channel, failures.ClientOf(request), cancellationToken);
        if (answer is IntakeAnswer.Busy or IntakeAnswer.Unavailable or IntakeAnswer.SecretUnknown)
            request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        return answer switch
        {
            IntakeAnswer.Stored => TypedResults.Ok(),
            IntakeAnswer.WrongSignature => failures.Answer(
                request, Credential.Signature, Problem(401, "The delivery is not signed by this app", "Sign the raw body with the app secret: X-Hub-Signature-256.")),
            IntakeAnswer.SecretUnknown => Problem(503, "The signature can't be checked now", "The database or Key Vault can't be read. Send it again after the seconds in Retry-After."),
            IntakeAnswer.TooLarge => Problem(413, "The delivery is too large", "Send 4 MiB at most."),
            IntakeAnswer.NotJson => Problem(400, "The delivery is not JSON", "Send a JSON document in UTF-8, nested no deeper than 64."),
            IntakeAnswer.Incomplete => HangUp(request),
            IntakeAnswer.TooSlow => Problem(408, "The delivery came too slowly", "Send the whole body within ten seconds."),
            IntakeAnswer.NotConfigured => Problem(503, "This service is not set up to receive webhooks", "Its operator must configure an app secret."),
            _ => Problem(503, "The delivery can't be stored now", "Send it again after the seconds in Retry-After."),
        };
    }

    // The client is gone. Otherwise the server would try to read the rest of the body, and log an error because it can't.
    private static IResult HangUp(HttpRequest request)
    {
        request.HttpContext.Abort();
        return Results.Empty;
    }

    private static ProblemHttpResult Problem(int status, string title, string detail) =>
        TypedResults.Problem(statusCode: status, title: title, detail: detail);
}
