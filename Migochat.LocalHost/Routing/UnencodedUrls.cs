using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Migochat.Api;

namespace Migochat.LocalHost.Routing;

/// <summary>
/// Answers a request whose URL is not percent-encoded with a problem. Kestrel alone ends such a connection with an empty 400, before
/// any middleware sees the request.
/// </summary>
internal static class UnencodedUrls
{
    /// <summary>To be called for every connection before Kestrel reads from it.</summary>
    public static ConnectionDelegate Answer(ConnectionDelegate next) => connection =>
    {
        connection.Transport = new Transport(new Requests(connection.Transport), connection.Transport.Output);
        return next(connection);
    };

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>Passes on what is read. An unencoded request is answered here, and the connection then looks ended to Kestrel.</summary>
    private sealed class Requests(IDuplexPipe transport) : PipeReader
    {
        private static readonly ReadResult Ended = new(ReadOnlySequence<byte>.Empty, isCanceled: false, isCompleted: true);

        private bool _hasEnded;

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            if (_hasEnded)
                return Ended;
            var read = await transport.Input.ReadAsync(cancellationToken);
            if (!RequestLine.IsUnencoded(read.Buffer))
                return read;
            _hasEnded = true;
            transport.Input.AdvanceTo(read.Buffer.End);
            await transport.Output.WriteAsync(Refusal.Bytes, cancellationToken);
            return Ended;
        }

        // Kestrel looks for bytes that are there already when it reads the rest of a body, where no request begins.
        public override bool TryRead(out ReadResult result) => transport.Input.TryRead(out result);

        public override void AdvanceTo(SequencePosition consumed)
        {
            if (!_hasEnded)
                transport.Input.AdvanceTo(consumed);
        }

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            if (!_hasEnded)
                transport.Input.AdvanceTo(consumed, examined);
        }

        public override void CancelPendingRead() => transport.Input.CancelPendingRead();

        public override void Complete(Exception? exception = null) => transport.Input.Complete(exception);
    }

    private static class Refusal
    {
        public static readonly byte[] Bytes = Make();

        private static byte[] Make()
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(Problems.Unencoded.ProblemDetails, JsonSerializerOptions.Web);
            var head = $"HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nContent-Length: {body.Length}\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n";
            return [.. System.Text.Encoding.ASCII.GetBytes(head), .. body];
        }
    }
}
