using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Migochat.Access;

namespace Migochat.Privacy;

/// <summary>The reasons why a privacy callback is refused. They help the operator and tell an attacker nothing.</summary>
public static class CallbackProblems
{
    /// <summary>Null if the callback succeeded.</summary>
    /// <param name="answer">The callback's result.</param>
    /// <param name="request">The request to answer.</param>
    /// <param name="failures">Counts wrong signatures.</param>
    public static IResult? Of(CallbackAnswer answer, HttpRequest request, FailureLimit failures) => answer switch
    {
        CallbackAnswer.Done => null,
        CallbackAnswer.Malformed => Of(400, "This is no signed request", "Send the form field signed_request as Meta makes it, once, signed by HMAC-SHA256."),
        CallbackAnswer.WrongSignature => failures.Answer(
            request, Credential.SignedRequest, Of(401, "The request is not signed by this app", "Sign it with the app secret.")),
        CallbackAnswer.NoPublicAddress => Of(503, "This service does not know its public address", "Nothing was done. Its operator must configure public_base_url."),
        _ => Of(503, "This service is not set up to receive signed requests", "Its operator must configure fb_app_secret."),
    };

    private static ProblemHttpResult Of(int status, string title, string detail) =>
        TypedResults.Problem(statusCode: status, title: title, detail: detail);
}
