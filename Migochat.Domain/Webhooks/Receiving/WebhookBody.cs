using System.Buffers;
using System.IO.Pipelines;

namespace Migochat.Webhooks;

/// <summary>A delivery's raw bytes, in rented memory that counts against the bytes in flight.</summary>
internal sealed class WebhookBody : IDisposable
{
    /// <summary>Meta sends 3 MB at most.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private readonly BytesInFlight _inFlight;
    private byte[] _rented;
    private int _counted;

    private WebhookBody(BytesInFlight inFlight, int expected)
    {
        _inFlight = inFlight;
        _rented = ArrayPool<byte>.Shared.Rent(expected);
    }

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _rented.AsMemory(0, Length);

    /// <summary>Reads to the end. Null, with the reason, where that is refused.</summary>
    /// <param name="contentLength">As the client claims, if it does.</param>
    public static async Task<(WebhookBody? Body, IntakeAnswer Refusal)> ReadAsync(
        PipeReader reader, long? contentLength, BytesInFlight inFlight, CancellationToken cancellationToken)
    {
        if (contentLength > MaxLength)
            return (null, IntakeAnswer.TooLarge);
        // A claim costs the client nothing, so it buys little memory before the bytes come.
        var body = new WebhookBody(inFlight, (int)Math.Clamp(contentLength ?? 0, 1024, 16 * 1024));
        try
        {
            var refusal = await body.FillAsync(reader, cancellationToken);
            if (refusal is null)
                return (body, default);
            body.Dispose();
            return (null, refusal.Value);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            body.Dispose();
            return (null, IntakeAnswer.Incomplete);
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = [];
        _inFlight.Remove(_counted);
        _counted = 0;
    }

    private async Task<IntakeAnswer?> FillAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var refusal = Append(read.Buffer);
            reader.AdvanceTo(read.Buffer.End);
            if (refusal is not null || read.IsCompleted)
                return refusal;
        }
    }

    private IntakeAnswer? Append(ReadOnlySequence<byte> chunk)
    {
        if (chunk.Length > MaxLength - Length)
            return IntakeAnswer.TooLarge;
        var size = (int)chunk.Length;
        if (!_inFlight.TryAdd(size))
            return IntakeAnswer.Busy;
        _counted += size;
        MakeRoom(Length + size);
        chunk.CopyTo(_rented.AsSpan(Length));
        Length += size;
        return null;
    }

    private void MakeRoom(int length)
    {
        if (length <= _rented.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length, Math.Min(2 * _rented.Length, MaxLength)));
        _rented.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = larger;
    }
}
