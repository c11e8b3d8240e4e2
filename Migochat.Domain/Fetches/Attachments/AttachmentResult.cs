using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Migochat.Api;
using Migochat.Graph;

namespace Migochat.Fetches;

/// <summary>
/// A file on its way from Meta to the caller. It is written one part late, so that a small file is known to be good before
/// anything is answered. A larger one that turns out bad is cut off: the connection ends before the last part.
/// </summary>
public sealed partial class AttachmentResult(MediaFile file, string name, MediaLimits limits, TimeProvider time, ILogger logger) : IResult
{
    private const int Part = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (file)
        {
            if (await CopyAsync(httpContext) is not { } fault || httpContext.RequestAborted.IsCancellationRequested)
                return;
            Cut(logger, fault, httpContext.Response.HasStarted);
            if (httpContext.Response.HasStarted)
                httpContext.Abort();
            else
                await Problems.BadGateway("The file can't be passed on", fault).ExecuteAsync(httpContext);
        }
    }

    /// <returns>Null if all went well.</returns>
    private async Task<string?> CopyAsync(HttpContext http)
    {
        using var whole = new CancellationTokenSource(limits.Whole, time);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var stream = await file.OpenAsync(http.RequestAborted);
        var (held, next) = (new byte[Part], new byte[Part]);
        var (holds, total) = (0, 0L);
        while (true)
        {
            var (read, fault) = await ReadAsync(stream, next, whole.Token, http.RequestAborted);
            total += read;
            if (fault is not null)
                return fault;
            if (total > limits.Bytes)
                return string.Create(CultureInfo.InvariantCulture, $"The file is larger than {limits.Bytes / 1024 / 1024} MiB.");
            hash.AppendData(next, 0, read);
            if (read == 0 && file.Sha256 is { } known && !hash.GetHashAndReset().AsSpan().SequenceEqual(known))
                return "The file is not the one that Meta described.";
            if (holds > 0)
                await WriteAsync(http, held.AsMemory(0, holds));
            if (read == 0)
                return null;
            (held, next, holds) = (next, held, read);
        }
    }

    private async Task<(int Read, string? Fault)> ReadAsync(Stream stream, byte[] part, CancellationToken whole, CancellationToken aborted)
    {
        using var stall = new CancellationTokenSource(limits.Stall, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, whole, aborted);
        try
        {
            return (await stream.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, any.Token), null);
        }
        catch (OperationCanceledException)
        {
            return (0, "The file came too slowly.");
        }
        catch (IOException)
        {
            return (0, "The connection to the file's host ended before the file did.");
        }
    }

    private ValueTask WriteAsync(HttpContext http, ReadOnlyMemory<byte> part)
    {
        if (!http.Response.HasStarted)
            Describe(http.Response);
        return http.Response.Body.WriteAsync(part, http.RequestAborted);
    }

    private void Describe(HttpResponse response)
    {
        response.ContentType = file.Type;
        response.ContentLength = file.Length;
        var disposition = new ContentDispositionHeaderValue(MediaTypes.IsShown(file.Type) ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
        // Whatever the file holds, a browser runs nothing of it.
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
    }

    [LoggerMessage(1, LogLevel.Warning, "A file could not be passed on: {Fault} (its answer had begun: {HasBegun})")]
    private static partial void Cut(ILogger logger, string fault, bool hasBegun);
}
