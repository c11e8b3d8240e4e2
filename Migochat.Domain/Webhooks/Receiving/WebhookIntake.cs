using System.Diagnostics;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>
/// Receives a delivery: it reads the body, checks the signature over those bytes, reads the events, queues them and waits for the
/// commit. The only slow step is the disk.
/// </summary>
public sealed partial class WebhookIntake
{
    private readonly MigochatDatabase _database;
    private readonly SettingsReader _settings;
    private readonly WebhookReader _reader;
    private readonly IntakeQueue _queue;
    private readonly BytesInFlight _inFlight;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookIntake> _logger;
    private readonly RefusalLog _refusals;
    private int _loggedNotConfigured;
    private long _lastStoredTicks;

    public WebhookIntake(
        MigochatDatabase database, SettingsReader settings, WebhookReader reader, IntakeQueue queue, BytesInFlight inFlight, TimeProvider time, ILogger<WebhookIntake> logger)
    {
        _database = database;
        _settings = settings;
        _reader = reader;
        _queue = queue;
        _inFlight = inFlight;
        _time = time;
        _logger = logger;
        _refusals = new RefusalLog(time, logger);
        Telemetry.Meter.CreateObservableGauge("migochat.intake.queue_depth", () => queue.Depth, "{event}");
    }

    /// <summary>The time (UTC) of the last stored delivery; null if none was stored since the start.</summary>
    public DateTime? LastStoredAt => Interlocked.Read(ref _lastStoredTicks) is > 0 and var ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;

    /// <summary>Events that wait to be stored.</summary>
    public int QueueDepth => _queue.Depth;

    /// <summary>Receives one delivery. Cancelling has no effect once it is queued; the answer then follows from the commit.</summary>
    /// <param name="body">The request's body, unread.</param>
    /// <param name="contentLength">The length in the header, if there is one.</param>
    /// <param name="signature">The value of <c>X-Hub-Signature-256</c>, if there is exactly one.</param>
    /// <param name="channel">The last part of the route; only metrics and the log use it.</param>
    /// <param name="client">The sender, as given by <see cref="Access.FailureLimit.ClientOf"/>.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<IntakeAnswer> ReceiveAsync(
        PipeReader body, long? contentLength, string? signature, string? channel, UInt128 client, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var (answer, bytes, events) = await AnswerAsync(body, contentLength, signature, client, cancellationToken);
        var known = WebhookChannel.Known(channel);
        Telemetry.Deliveries.Add(1, new KeyValuePair<string, object?>("channel", known), new KeyValuePair<string, object?>("answer", EnumText.Wire(answer)));
        if (answer == IntakeAnswer.Stored)
            Stored(_logger, known, bytes, events, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        else
            _refusals.Add(client, known, bytes, answer);
        return answer;
    }

    private async Task<(IntakeAnswer Answer, int Bytes, int Events)> AnswerAsync(
        PipeReader reader, long? contentLength, string? signature, UInt128 client, CancellationToken cancellationToken)
    {
        if (!await _database.IsReadyInTimeAsync(cancellationToken))
            return (IntakeAnswer.Unavailable, 0, 0);
        var settings = await _settings.CurrentAsync(cancellationToken);
        if (!settings.AppSecrets.Any)
        {
            LogNotConfigured();
            return (IntakeAnswer.NotConfigured, 0, 0);
        }

        if (!WebhookSignature.IsHeader(signature))
            return (IntakeAnswer.WrongSignature, 0, 0);
        using var unfinished = new UnfinishedBody(client, _time);
        var (body, refusal) = await WebhookBody.ReadAsync(reader, contentLength, unfinished, _inFlight, cancellationToken);
        if (body is null)
            return (refusal, 0, 0);
        using (body)
            return await AnswerAsync(body, signature, settings);
    }

    private async Task<(IntakeAnswer Answer, int Bytes, int Events)> AnswerAsync(WebhookBody body, string? signature, SettingsSnapshot settings)
    {
        var bytes = body.Length;
        var (document, refusal) = Verify(body.Bytes, signature, settings.AppSecrets);
        if (document is null)
            return (refusal == IntakeAnswer.WrongSignature && !AreAllSecretsKnown ? IntakeAnswer.SecretUnknown : refusal, bytes, 0);
        using var parsed = document;
        if (!body.TryCountAsVerified())
            return (IntakeAnswer.Busy, bytes, 0);
        var receivedAt = _time.Now();
        var events = _reader.Read(document.RootElement, new ReadingContext(receivedAt, settings.OurAccounts));
        using var delivery = new Delivery(body, document, events, settings.IntakeSettingsAt(receivedAt), receivedAt);
        return (await StoreAsync(delivery), bytes, events.Count);
    }

    private bool AreAllSecretsKnown =>
        _settings.Knows(SettingKeys.FbAppSecret) && _settings.Knows(SettingKeys.InstagramAppSecret) && _settings.Knows(SettingKeys.WhatsAppAppSecret);

    private static (JsonDocument? Document, IntakeAnswer Refusal) Verify(ReadOnlyMemory<byte> body, string? signature, AppSecrets secrets)
    {
        Span<byte> signed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!WebhookSignature.TryParse(signature, signed))
            return (null, IntakeAnswer.WrongSignature);
        var objects = WebhookSignature.Verify(secrets, body.Span, signed);
        if (objects.Count == 0)
            return (null, IntakeAnswer.WrongSignature);
        var document = MetaJson.Parse(body);
        if (document is null)
            return (null, IntakeAnswer.NotJson);
        if (MetaEnvelopes.Objects(document.RootElement).All(objects.Contains))
            return (document, default);
        document.Dispose();
        return (null, IntakeAnswer.WrongSignature);
    }

    private async Task<IntakeAnswer> StoreAsync(Delivery delivery)
    {
        if (delivery.Events.Count == 0)
            return IntakeAnswer.Stored;
        if (!_queue.TryAdd(delivery))
            return IntakeAnswer.Busy;
        var answer = await delivery.Answer;
        if (answer == IntakeAnswer.Stored)
            Interlocked.Exchange(ref _lastStoredTicks, delivery.ReceivedAt.Ticks);
        return answer;
    }

    private void LogNotConfigured()
    {
        if (Interlocked.Exchange(ref _loggedNotConfigured, 1) == 0)
            NotConfigured(_logger);
    }

    [LoggerMessage(1, LogLevel.Debug, "Stored {Channel} delivery: {Bytes} bytes, {Events} events, {Milliseconds:0.0} ms")]
    private static partial void Stored(ILogger logger, string channel, int bytes, int events, double milliseconds);

    [LoggerMessage(3, LogLevel.Error, "No app secret is configured: no delivery can be verified, so all are refused. Set fb_app_secret, instagram_app_secret or whatsapp_app_secret")]
    private static partial void NotConfigured(ILogger logger);
}
