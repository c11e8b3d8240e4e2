using System.Net;
using System.Net.Http.Headers;

namespace Migochat.Graph;

/// <summary>
/// The JSON of a send. It knows whether the connection began to take it: before that Meta certainly has nothing, afterwards
/// nobody knows without an answer.
/// </summary>
internal sealed class SentContent : HttpContent
{
    private readonly byte[] _json;

    public SentContent(byte[] json)
    {
        _json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
    }

    public bool HasBegun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasBegun = true;
        return stream.WriteAsync(_json, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}

/// <summary>Reads every answer whole below the time limit, which would otherwise end with the answer's headers.</summary>
internal sealed class WholeAnswer : DelegatingHandler
{
    private const long LongestAnswer = 4 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
