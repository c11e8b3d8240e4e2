using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Migochat.Api;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Access;

/// <summary>Checks the API's requests before they are answered: the admin key where a route requires it, and a usable database.</summary>
public sealed partial class RequestGuard(MigochatDatabase database, AdminAccess admin, FailureLimit failures, ILogger<RequestGuard> logger)
{
    /// <summary>Answers 503 while the database is not prepared or can't be used.</summary>
    public async Task<IResult> RunAsync(HttpRequest request, Func<Task<IResult>> answer)
    {
        if (!await database.IsReadyInTimeAsync(request.HttpContext.RequestAborted))
            return Problems.Unavailable(request.HttpContext.Response);
        try
        {
            return await answer();
        }
        catch (SqliteException exception) when (exception.IsUnavailable())
        {
            Unavailable(logger, exception.SqliteErrorCode, exception);
            return Problems.Unavailable(request.HttpContext.Response);
        }
        catch (ErasureKeyMissingException)
        {
            NoErasureKey(logger);
            return Problems.NoErasureKey;
        }
    }

    /// <summary>The same for routes with the admin key: other callers get 401, 403 or 429. The key may be in the database, so the database is checked first.</summary>
    public Task<IResult> RunAsAdminAsync(HttpRequest request, Func<Task<IResult>> answer, CancellationToken cancellationToken) =>
        RunAsync(request, async () => await admin.AskAsync(request.Headers[AdminAccess.Header], cancellationToken) switch
        {
            AdminAnswer.Allowed => await answer(),
            AdminAnswer.NotConfigured => Problems.NoAdminKey,
            _ => failures.Answer(request, Credential.AdminKey, Problems.WrongAdminKey),
        });

    [LoggerMessage(1, LogLevel.Warning, "A request could not be answered, since the database can't be used (SQLite error {Code})")]
    private static partial void Unavailable(ILogger logger, int code, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "There are erasures and no erasure_hash_key: nobody can be erased, and nothing is stored, until there is one")]
    private static partial void NoErasureKey(ILogger logger);
}
