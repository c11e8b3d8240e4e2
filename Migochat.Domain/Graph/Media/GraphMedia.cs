using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Graph;

/// <summary>Opens files that customers sent: WhatsApp's by their media id with the token, others by their link without one.</summary>
public sealed class GraphMedia(IHttpClientFactory clients, GraphClient graph, SettingsReader settings, MediaLimits limits, TimeProvider time)
{
    /// <summary>The name of the HTTP client.</summary>
    internal const string Client = "graph-media";

    // Meta's hosts for files. The token is sent to no other.
    private static readonly string[] TokenHosts = [".fbsbx.com", ".fbcdn.net"];

    /// <summary>Opens a file of WhatsApp. Meta's link to it is valid for five minutes, so it is asked for each time.</summary>
    /// <param name="businessId">The phone number id.</param>
    /// <param name="mediaId">Of the webhook.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<MediaResult> OpenWhatsAppAsync(string businessId, string mediaId, CancellationToken cancellationToken)
    {
        var read = new GraphRead(Platform.WhatsApp, businessId, Uri.EscapeDataString(mediaId), [("phone_number_id", businessId)]);
        return await graph.ReadAsync(read, cancellationToken) switch
        {
            ReadFound found => await OpenAsync(businessId, found.Json, cancellationToken),
            ReadFailed { Error: var error } => Failed(error),
            ReadWithoutToken { Setting: var setting } => new MediaFailed(MediaFault.Token, $"The setting {setting} has no token for this account."),
            var other => throw new InvalidOperationException($"There is no file for {other.GetType().Name}."),
        };
    }

    /// <summary>Opens a file by its link, without a token.</summary>
    public async Task<MediaResult> OpenLinkAsync(string link, CancellationToken cancellationToken)
    {
        if (!PublicAddress.IsGood(link))
            return new MediaFailed(MediaFault.Unusable, "The file's link is not https, or leads to no public host.");
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        return await SendAsync(request, null, null, cancellationToken);
    }

    private async Task<MediaResult> OpenAsync(string businessId, JsonElement description, CancellationToken cancellationToken)
    {
        var baseUrl = new Uri((await settings.CurrentAsync(cancellationToken)).Graph.BaseUrl);
        if (description.Get("file_size"u8).Whole() > limits.Bytes)
            return TooLarge;
        if (!Uri.TryCreate(description.Get("url"u8).Text(), UriKind.Absolute, out var address))
            return new MediaFailed(MediaFault.Unreachable, "Meta's answer has no link to the file.");
        var isOfSettings = address.GetLeftPart(UriPartial.Authority) == baseUrl.GetLeftPart(UriPartial.Authority);
        if (!isOfSettings && !(PublicAddress.IsGood(address.AbsoluteUri) && TokenHosts.Any(end => address.IdnHost.EndsWith(end, StringComparison.OrdinalIgnoreCase))))
            return new MediaFailed(MediaFault.Unusable, "The file's link leads to a host that gets no token.");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Options.Set(PublicConnections.MayBePrivate, isOfSettings);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await graph.TokenAsync(Platform.WhatsApp, businessId, cancellationToken));
        return await SendAsync(request, description.Get("mime_type"u8).Text(), HashOf(description.Get("sha256"u8).Text()), cancellationToken);
    }

    private async Task<MediaResult> SendAsync(HttpRequestMessage request, string? type, byte[]? sha256, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(limits.Start, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await clients.CreateClient(Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var result = Read(response, type, sha256);
            if (result is MediaFound)
                response = null;
            return result;
        }
        catch (HttpRequestException exception)
        {
            return exception.InnerException is PrivateAddressException
                ? new MediaFailed(MediaFault.Unusable, "The file's link leads into a private network.")
                : new MediaFailed(MediaFault.Unreachable, "There is no connection to the file's host.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new MediaFailed(MediaFault.Unreachable, "The file's host did not answer in time.");
        }
        finally
        {
            response?.Dispose();
        }
    }

    private MediaResult Read(HttpResponseMessage response, string? type, byte[]? sha256)
    {
        var status = (int)response.StatusCode;
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                break;
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
            case HttpStatusCode.Forbidden when response.RequestMessage?.Headers.Authorization is null:
                return new MediaFailed(MediaFault.Gone, "The link to the file has expired.");
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                return new MediaFailed(MediaFault.Token, "Meta does not take the token for this file.");
            case HttpStatusCode.TooManyRequests:
                return new MediaFailed(MediaFault.Unreachable, "Meta takes no more calls for now.", time.GetUtcNow() + response.Headers.RetryAfter?.Delta);
            default:
                return status is >= 300 and < 400
                    ? new MediaFailed(MediaFault.Unusable, "The file's link leads on to another address.")
                    : new MediaFailed(MediaFault.Unreachable, string.Create(CultureInfo.InvariantCulture, $"The file's host answered HTTP {status}."));
        }

        if (response.Content.Headers.ContentLength > limits.Bytes)
            return TooLarge;
        // Only a host that does not say more is believed less than Meta's description.
        var said = response.Content.Headers.ContentType?.ToString();
        var safe = MediaTypes.Safe(said is null or "application/octet-stream" ? type ?? said : said);
        return safe is null
            ? new MediaFailed(MediaFault.Unusable, "Files of this type are not passed on.")
            : new MediaFound(new MediaFile(response, safe, sha256));
    }

    private MediaFailed TooLarge => new(MediaFault.Unusable, string.Create(CultureInfo.InvariantCulture, $"The file is larger than {limits.Bytes / 1024 / 1024} MiB."));

    private static MediaFailed Failed(GraphError error) => new(
        error.Kind switch
        {
            GraphErrorKind.TokenInvalid or GraphErrorKind.NotPermitted => MediaFault.Token,
            GraphErrorKind.NotFound or GraphErrorKind.Malformed => MediaFault.Gone,
            _ => MediaFault.Unreachable,
        },
        error.Reason,
        error.RetryAt);

    // Meta writes it as hexadecimal digits in one place and in base 64 in another.
    private static byte[]? HashOf(string? text)
    {
        var hash = new byte[32];
        return text?.Length switch
        {
            64 when Convert.FromHexString(text, hash, out _, out var written) == System.Buffers.OperationStatus.Done && written == hash.Length => hash,
            44 when Convert.TryFromBase64String(text, hash, out var written) && written == hash.Length => hash,
            _ => null,
        };
    }
}
