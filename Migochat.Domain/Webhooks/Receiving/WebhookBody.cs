using System.Buffers;
using System.IO.Pipelines;

namespace Migochat.Webhooks;

/// <summary>The raw bytes of a delivery, in rented memory that <see cref="BytesInFlight"/> counts.</summary>
internal sealed class WebhookBody : IDisposable
{
    /// <summary>Meta sends 3 MB at most.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private readonly BytesInFlight _inFlight;

    // Memory is rented when the first bytes arrive, so that a connection that sends none costs little.
    private byte[] _rented = [];
    private bool _isCountedAsVerified;

    private WebhookBody(BytesInFlight inFlight) => _inFlight = inFlight;

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _rented.AsMemory(0, Length);

    /// <summary>Reads the whole body. Null, with the reason, if the body is refused.</summary>
    /// <param name="contentLength">The length in the header, if there is one.</param>
    /// <param name="unfinished">The body's client and deadline.</param>
    public static async Task<(WebhookBody? Body, IntakeAnswer Refusal)> ReadAsync(
        PipeReader reader, long? contentLength, UnfinishedBody unfinished, BytesInFlight inFlight, CancellationToken cancellationToken)
    {
        if (contentLength > MaxLength)
            return (null, IntakeAnswer.TooLarge);
        var body = new WebhookBody(inFlight);
        var refusal = await body.FillOrRefuseAsync(reader, unfinished, cancellationToken);
        inFlight.Remove(unfinished);
        if (refusal is null)
            return (body, default);
        body.Dispose();
        return (null, refusal.Value);
    }

    /// <summary>Counts it as a verified delivery from now on; false if there is no room for it.</summary>
    public bool TryCountAsVerified() => _isCountedAsVerified = _inFlight.TryAddVerified(Length);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = [];
        if (_isCountedAsVerified)
            _inFlight.RemoveVerified(Length);
        _isCountedAsVerified = false;
        Length = 0;
    }

    private async Task<IntakeAnswer?> FillOrRefuseAsync(PipeReader reader, UnfinishedBody unfinished, CancellationToken cancellationToken)
    {
        // After this way to cancel a read, Kestrel can drain the body. After a cancelled token it logs an error instead.
        using var ending = unfinished.Ended.UnsafeRegister(static reader => ((PipeReader)reader!).CancelPendingRead(), reader);
        try
        {
            return await FillAsync(reader, unfinished, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return IntakeAnswer.Incomplete;
        }
    }

    private async Task<IntakeAnswer?> FillAsync(PipeReader reader, UnfinishedBody unfinished, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var refusal = read.IsCanceled ? IntakeAnswer.TooSlow : Append(read.Buffer, unfinished);
            reader.AdvanceTo(read.Buffer.End);
            if (refusal is not null || read.IsCompleted)
                return refusal;
        }
    }

    private IntakeAnswer? Append(ReadOnlySequence<byte> chunk, UnfinishedBody unfinished)
    {
        if (chunk.Length > MaxLength - Length)
            return IntakeAnswer.TooLarge;
        var size = (int)chunk.Length;
        if (!_inFlight.TryGrow(unfinished, size))
            return IntakeAnswer.TooSlow;
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
