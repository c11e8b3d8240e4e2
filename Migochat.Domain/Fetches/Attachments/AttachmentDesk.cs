using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Migochat.Api;
using Migochat.Data;
using Migochat.Graph;
using Migochat.Messaging;

namespace Migochat.Fetches;

/// <summary>Passes on the files of messages. Nothing of them is stored.</summary>
public sealed class AttachmentDesk(
    IDbContextFactory<MigochatDbContext> contexts, GraphMedia media, MediaLimits limits, TimeProvider time, ILogger<AttachmentResult> logger)
{
    private const string NotPassedOn = "The file can't be passed on";

    /// <param name="messageId">Our own id.</param>
    /// <param name="index">From 0, in the order of the message's metadata.</param>
    /// <param name="response">Gets <c>Retry-After</c>.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<IResult> OpenAsync(long messageId, long index, HttpResponse response, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Messages.FirstOrDefaultAsync(message => message.Id == messageId, cancellationToken) is not { } message)
            return Problems.NotFound("message");
        var metadata = MessageMetadata.Parse(message.MessageMetadata);
        if (metadata.Deleted is true)
            return Problems.Gone("The message was deleted", "Its author has taken it back, so its files are no longer shown.");
        if (index < 0 || AttachmentSource.Of(metadata, index) is not { } source)
            return Problems.NotFound("attachment");
        var result = source.Link is { } link
            ? await media.OpenLinkAsync(link, cancellationToken)
            : await media.OpenWhatsAppAsync(message.Direction == MessageDirection.Inbound ? message.RecipientId : message.SenderId, source.MediaId!, cancellationToken);
        return result switch
        {
            MediaFound { File: var file } => new AttachmentResult(file, source.Name ?? NameOf(message, index), limits, time, logger),
            MediaFailed failed => Problem(failed, response),
            _ => throw new InvalidOperationException($"There is no answer for {result.GetType().Name}."),
        };
    }

    private static string NameOf(Message message, long index) => string.Create(CultureInfo.InvariantCulture, $"message-{message.Id}-{index}");

    private ProblemHttpResult Problem(MediaFailed failed, HttpResponse response)
    {
        if (failed.RetryAt - time.GetUtcNow() is { TotalSeconds: > 0 } wait)
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return failed.Fault switch
        {
            MediaFault.Token => Problems.Conflict("The file can't be had with the present token", $"{failed.Reason} Set a token that may read the account's files, then ask again."),
            MediaFault.Gone => Problems.Gone("Meta no longer has the file", $"{failed.Reason} Meta keeps files for some days only. Ask the customer to send it again."),
            MediaFault.Unusable => Problems.BadGateway(NotPassedOn, failed.Reason),
            _ => Problems.BadGateway(NotPassedOn, $"{failed.Reason} Ask again later."),
        };
    }
}
