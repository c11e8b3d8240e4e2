using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Migochat.Api;

/// <summary>The API's errors as application/problem+json. Each names the fault and the remedy, and never quotes an exception.</summary>
public static class Problems
{
    private const string RetryAfterSeconds = "5";

    public static ProblemHttpResult WrongAdminKey { get; } =
        Of(401, "The admin key is missing or wrong", "Send one of the values of the setting admin_key in the header X-Admin-Key.");

    public static ProblemHttpResult NoAdminKey { get; } =
        Of(403, "No admin key is configured", "The operator of this service must set admin_key; then send it in the header X-Admin-Key.");

    public static ProblemHttpResult NoErasureKey { get; } =
        Of(503, "The key of the erasures is missing", "Nothing was done. The operator of this service must set erasure_hash_key to what it was.");

    /// <summary>For a host's own answers.</summary>
    public static ProblemHttpResult NoFunctionKey { get; } =
        Of(401, "The function key is missing or wrong", "Send it in the header x-functions-key.");

    /// <summary>For a host's own answers.</summary>
    public static ProblemHttpResult NoMasterKey { get; } =
        Of(401, "The master key is missing or wrong", "Send it in the header x-functions-key.");

    /// <summary>For a host's own answers.</summary>
    public static ProblemHttpResult NotTheMasterKey { get; } =
        Of(403, "This key does not open this address", "Send the master key in the header x-functions-key.");

    /// <summary>For a host's own answers.</summary>
    public static ProblemHttpResult NoSuchAddress { get; } =
        Of(404, "There is no such address", "GET /api/openapi.json lists the addresses. An id is a number.");

    /// <summary>For a host's own answers.</summary>
    public static ProblemHttpResult Unencoded { get; } =
        Of(400, "The URL holds a character that a URL can't hold", "Percent-encode it. " + QueryReader.HowToEncode);

    public static ProblemHttpResult NoObject { get; } =
        Of(400, "The body is not understood", "Send a JSON object.");

    public static ProblemHttpResult NotUtf8 { get; } =
        Of(400, "The body is not UTF-8", "Send a JSON object in UTF-8.");

    public static ProblemHttpResult TooLarge { get; } =
        Of(413, "The body is too large", "Send 256 KiB at most.");

    public static ProblemHttpResult Stale { get; } =
        Of(412, "It was changed meanwhile", "Get it again, look at what changed, and send its new ETag in If-Match.");

    /// <param name="kind">Such as <c>dead letter</c>.</param>
    public static ProblemHttpResult NotFound(string kind) =>
        Of(404, $"There is no such {kind}", "It may have been removed. The list has those that are there.");

    /// <param name="kind">Such as <c>setting</c>.</param>
    /// <param name="nearest">An existing name that is similar.</param>
    public static ProblemHttpResult NotFound(string kind, string nearest) =>
        Of(404, $"There is no such {kind}", $"Did you mean {nearest}? The list has all of them.");

    /// <param name="allowed">The methods of the address, as in the header Allow.</param>
    public static ProblemHttpResult NoSuchMethod(string allowed) =>
        Of(405, "This address has no such method", $"It has: {allowed}.");

    /// <param name="name">The parameter's; also a member of the body.</param>
    /// <param name="allowed">The allowed values, as a sentence.</param>
    public static ProblemHttpResult BadParameter(string name, string allowed) => TypedResults.Problem(
        statusCode: 400,
        title: $"The parameter {name} is not understood",
        detail: allowed,
        extensions: [new("parameter", name)]);

    /// <param name="name">As it was sent.</param>
    /// <param name="nearest">The most similar name; null if the route takes no parameters.</param>
    /// <param name="known">All names.</param>
    public static ProblemHttpResult UnknownParameter(string name, string? nearest, IReadOnlyCollection<string> known) => TypedResults.Problem(
        statusCode: 400,
        title: $"There is no parameter {name}",
        detail: nearest is null ? "This address takes no parameters." : $"Did you mean {nearest}? These can be sent: {string.Join(", ", known)}.",
        extensions: [new("parameter", name)]);

    /// <param name="name">The header's.</param>
    /// <param name="allowed">The allowed values, as a sentence.</param>
    public static ProblemHttpResult BadHeader(string name, string allowed) => Of(400, $"The header {name} is not understood", allowed);

    /// <summary>Of a body: not understood.</summary>
    public static ProblemHttpResult BadField(string name, string allowed) => OfField(400, name, $"The field {name} is not understood", allowed);

    /// <summary>Of a body: understood, and not allowed.</summary>
    public static ProblemHttpResult RefusedField(string name, string title, string allowed) => OfField(422, name, title, allowed);

    /// <summary>A request that is understood and not allowed as things are.</summary>
    public static ProblemHttpResult Refused(string title, string detail) => Of(422, title, detail);

    public static ProblemHttpResult Conflict(string title, string detail) => Of(409, title, detail);

    public static ProblemHttpResult Gone(string title, string detail) => Of(410, title, detail);

    public static ProblemHttpResult BadGateway(string title, string detail) => Of(502, title, detail);

    /// <summary>Also sets <c>Retry-After</c>.</summary>
    public static ProblemHttpResult Unavailable(HttpResponse response)
    {
        response.Headers.RetryAfter = RetryAfterSeconds;
        return Of(503, "The database can't be used now", "Nothing was done. Ask again after the seconds in Retry-After.");
    }

    /// <summary>Also sets <c>Retry-After</c>.</summary>
    public static ProblemHttpResult AdminKeyUnknown(HttpResponse response)
    {
        response.Headers.RetryAfter = RetryAfterSeconds;
        return Of(503, "The admin key can't be checked now", "Nothing was done. The database or Key Vault can't be read. Ask again after the seconds in Retry-After.");
    }

    /// <summary>Also sets <c>Retry-After</c>.</summary>
    public static ProblemHttpResult TooManyFailures(HttpResponse response, int seconds)
    {
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Of(429, "Too many wrong signatures, tokens or keys", "A right one is served at once. Ask again with a wrong one after the seconds in Retry-After.");
    }

    private static ProblemHttpResult OfField(int status, string name, string title, string detail) =>
        TypedResults.Problem(statusCode: status, title: title, detail: detail, extensions: [new("field", name)]);

    private static ProblemHttpResult Of(int status, string title, string detail) =>
        TypedResults.Problem(statusCode: status, title: title, detail: detail);
}
