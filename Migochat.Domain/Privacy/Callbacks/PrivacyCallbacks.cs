using Microsoft.EntityFrameworkCore;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Privacy;

/// <summary>Meta's callbacks for a data deletion and for removed permissions, and the look-up of a deletion's state.</summary>
public sealed class PrivacyCallbacks(IDbContextFactory<MigochatDbContext> contexts, Eraser eraser, SettingsReader settings, TimeProvider time)
{
    /// <summary>Erases the person, if there are rows about them. A repeated request gets the same code and erases nothing more.</summary>
    /// <param name="signedRequest">As it was posted.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>The address and code with which the person follows the request.</returns>
    public async Task<(CallbackAnswer Answer, ConfirmedDeletion? Deletion)> DeleteAsync(string? signedRequest, CancellationToken cancellationToken)
    {
        var address = (await settings.CurrentAsync(cancellationToken)).Value(SettingKeys.PublicBaseUrl)?.TrimEnd('/');
        var (answer, code) = await AnswerAsync(
            signedRequest,
            async (identities, issuedAt) => address is null ? null : await eraser.EraseAsync(identities, issuedAt, cancellationToken),
            cancellationToken);
        return answer == CallbackAnswer.Done && code is null
            ? (CallbackAnswer.NoPublicAddress, null)
            : (answer, code is null ? null : new ConfirmedDeletion($"{address}/api/privacy/deletions/{code}", code));
    }

    /// <summary>Records that the person removed the permissions. That is no request for deletion, so nothing is erased.</summary>
    /// <param name="signedRequest">As it was posted.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<CallbackAnswer> DeauthorizeAsync(string? signedRequest, CancellationToken cancellationToken) =>
        (await AnswerAsync(signedRequest, async (identities, issuedAt) => await eraser.NoteAsync(identities, issuedAt, cancellationToken), cancellationToken)).Answer;

    /// <summary>Null if no request for deletion has that code.</summary>
    public async Task<DeletionStatus?> FindAsync(string code, CancellationToken cancellationToken)
    {
        if (code.Length != ErasureCode.Length)
            return null;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.DeletionRequests.FirstOrDefaultAsync(request => request.Code == code && request.Kind != DeletionKind.Deauthorize, cancellationToken) is { } request
            ? new DeletionStatus(request.Code, request.CompletedAt is null ? "pending" : "completed", request.RequestedAt, request.CompletedAt)
            : null;
    }

    private async Task<(CallbackAnswer Answer, string? Code)> AnswerAsync(
        string? signedRequest, Func<IReadOnlyList<Identity>, DateTime, Task<string?>> done, CancellationToken cancellationToken)
    {
        var secrets = (await settings.CurrentAsync(cancellationToken)).List(SettingKeys.FbAppSecret);
        if (secrets.Count == 0)
            return (CallbackAnswer.NotConfigured, null);
        return SignedRequest.Read(signedRequest, secrets, time.Now(), out var request) switch
        {
            SignedRequestCheck.Signed => (CallbackAnswer.Done, await done(IdentitiesOf(request!), request!.IssuedAt)),
            SignedRequestCheck.WrongSignature => (CallbackAnswer.WrongSignature, null),
            _ => (CallbackAnswer.Malformed, null),
        };
    }

    /// <summary>The app's id of a person. It may also be the person's id in the threads of the page or of the Instagram account.</summary>
    private static Identity[] IdentitiesOf(SignedRequest request) =>
        [new(IdentityKind.Facebook, request.UserId), new(IdentityKind.Instagram, request.UserId)];
}

/// <summary>The result of a privacy callback.</summary>
public enum CallbackAnswer
{
    /// <summary>It is done, now or by an earlier request.</summary>
    Done,

    /// <summary>No signed request. 400.</summary>
    Malformed,

    /// <summary>The signature was made with none of our secrets. 401.</summary>
    WrongSignature,

    /// <summary>No <c>fb_app_secret</c> is configured, so nothing can be verified. 503.</summary>
    NotConfigured,

    /// <summary>No <c>public_base_url</c> is configured, so the person could not get an address to follow the request. Nothing was done. 503.</summary>
    NoPublicAddress,
}
