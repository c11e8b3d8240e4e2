using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Migochat.Api;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Access;

/// <summary>
/// Checks the API's requests before they are answered: the admin key where a route requires it, parameters that the route does
/// not take, and a usable database.
/// </summary>
public sealed partial class RequestGuard(MigochatDatabase database, AdminAccess admin, FailureLimit failures, ILogger<RequestGuard> logger)
{
    /// <summary>For a route without parameters: any parameter gets 400.</summary>
    public Task<IResult> RunAsync(HttpRequest request, Func<Task<IResult>> answer) => RunOpenAsync(request, () => WithoutParametersAsync(request, answer));

    /// <summary>For a route with parameters: <paramref name="answer"/> reads them all and returns the reader's problem, if there is one.</summary>
    public Task<IResult> RunAsync(HttpRequest request, Func<QueryReader, Task<IResult>> answer) => RunOpenAsync(request, () => answer(new QueryReader(request)));

    /// <summary>For a route that Meta or a customer calls, perhaps with parameters that we don't know. Answers 400 to a malformed <c>X-Actor</c>, and 503 while the database is not prepared or can't be used.</summary>
    public async Task<IResult> RunOpenAsync(HttpRequest request, Func<Task<IResult>> answer)
    {
        if (!Actor.IsPlain(request))
            return Problems.BadHeader(Actor.Header, "Send a name without control characters and marks that override the direction of writing.");
        if (!await database.IsReadyInTimeAsync(request.HttpContext.RequestAborted))
            return Problems.Unavailable(request.HttpContext.Response);
        try
        {
            return await answer();
        }
        catch (DbException exception) when (exception.IsUnavailable())
        {
            Unavailable(logger, exception.Code(), exception);
            return Problems.Unavailable(request.HttpContext.Response);
        }
        catch (ErasureKeyMissingException)
        {
            NoErasureKey(logger);
            return Problems.NoErasureKey;
        }
    }

    /// <summary>For a route with the admin key and without parameters: other callers get 401, 403 or 429.</summary>
    public Task<IResult> RunAsAdminAsync(HttpRequest request, Func<Task<IResult>> answer, CancellationToken cancellationToken) =>
        AsAdminAsync(request, () => WithoutParametersAsync(request, answer), cancellationToken);

    /// <summary>For a route with the admin key and with parameters.</summary>
    public Task<IResult> RunAsAdminAsync(HttpRequest request, Func<QueryReader, Task<IResult>> answer, CancellationToken cancellationToken) =>
        AsAdminAsync(request, () => answer(new QueryReader(request)), cancellationToken);

    // The key may be in the database, so the database is checked first.
    private Task<IResult> AsAdminAsync(HttpRequest request, Func<Task<IResult>> answer, CancellationToken cancellationToken) =>
        RunOpenAsync(request, async () => await admin.AskAsync(request.Headers[AdminAccess.Header], cancellationToken) switch
        {
            AdminAnswer.Allowed => await answer(),
            AdminAnswer.Unknown => Problems.AdminKeyUnknown(request.HttpContext.Response),
            AdminAnswer.NotConfigured => Problems.NoAdminKey,
            _ => failures.Answer(request, Credential.AdminKey, Problems.WrongAdminKey),
        });

    private static async Task<IResult> WithoutParametersAsync(HttpRequest request, Func<Task<IResult>> answer) =>
        new QueryReader(request).Problem is { } problem ? problem : await answer();

    [LoggerMessage(1, LogLevel.Warning, "A request could not be answered, since the database can't be used ({Code})")]
    private static partial void Unavailable(ILogger logger, string code, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "There are erasures and no erasure_hash_key: nobody can be erased, and nothing is stored, until there is one")]
    private static partial void NoErasureKey(ILogger logger);
}
