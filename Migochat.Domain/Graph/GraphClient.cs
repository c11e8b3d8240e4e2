using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Migochat.Data;
using Migochat.Settings;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Migochat.Graph;

/// <summary>
/// The client of Meta's Graph API: one call of a method is at most one accepted call at Meta. It never repeats a send that
/// Meta may have taken.
/// </summary>
public sealed partial class GraphClient(IHttpClientFactory clients, SettingsReader settings, TimeProvider time, ILogger<GraphClient> logger)
{
    /// <summary>The name of the HTTP client for sends.</summary>
    internal const string Sends = "graph-sends";

    /// <summary>The name of the HTTP client for reads.</summary>
    internal const string Reads = "graph-reads";

    // The pauses of ads are not those of the account: Meta counts them for the ad account.
    private const string AdsAccount = "ads";

    /// <summary>The longest time for a send's answer.</summary>
    internal static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(20);

    /// <summary>How long no call is made after many have failed.</summary>
    internal static readonly TimeSpan Break = TimeSpan.FromSeconds(15);

    // Questions about tokens, instead of an account.
    private const string Inspections = "debug_token";

    private readonly AccountPauses _pauses = new(time);
    private readonly TakenCredentials _taken = new();

    /// <summary>The key of the setting that must have a token before this account can send; null: it has one.</summary>
    /// <param name="platform">One of <see cref="Platform"/>.</param>
    /// <param name="businessId">The page, Instagram account or phone number id.</param>
    /// <param name="cancellationToken">Ends the wait for the settings.</param>
    public async ValueTask<string?> MissingTokenAsync(string platform, string businessId, CancellationToken cancellationToken)
    {
        var route = GraphRoute.Of((await settings.CurrentAsync(cancellationToken)).Graph, platform, businessId);
        return route.Credentials.Count == 0 ? route.Setting : null;
    }

    /// <summary>The time until which this account sends nothing, because Meta's limits are nearly used or reached; null: it may send.</summary>
    public DateTimeOffset? SendsPausedUntil(string businessId) => _pauses.Until(businessId, GraphUse.Send);

    /// <summary>Sends once. Throws <see cref="OperationCanceledException"/> only while Meta certainly has nothing; a call that is cancelled later is <see cref="Unknown"/>.</summary>
    public async Task<SendResult> SendAsync(GraphSend send, CancellationToken cancellationToken)
    {
        var route = GraphRoute.Of((await settings.CurrentAsync(cancellationToken)).Graph, send.Platform, send.BusinessId);
        if (route.Credentials.Count == 0)
            return new NoToken(route.Setting);
        if (SendsPausedUntil(send.BusinessId) is { } until)
            return new Refused(Paused(until));
        var body = SendBody.Of(send, route.Node);
        var json = JsonSerializer.SerializeToUtf8Bytes(body.Json, WireJson.Options);
        SendResult result = new NoToken(route.Setting);
        using var activity = Telemetry.Activities.StartActivity("graph.send", ActivityKind.Client)?.SetTag("platform", send.Platform);
        foreach (var credential in _taken.Ordered(send.BusinessId, route.Credentials))
        {
            result = await PostAsync(send, new Uri(route.BaseUrl + body.Path + Query(credential)), json, credential, cancellationToken);
            if (result is not Refused { Error: var error } || !IsOfCredential(error, credential))
                break;
        }

        activity?.SetTag("result", result.GetType().Name);
        return result;
    }

    /// <summary>Reads an object of an account.</summary>
    /// <param name="platform">One of <see cref="Platform"/>.</param>
    /// <param name="businessId">The account whose token is used.</param>
    /// <param name="id">Meta's id of the object.</param>
    /// <param name="fields">What is asked for, separated by commas.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ReadResult> ReadAsync(string platform, string businessId, string id, string fields, CancellationToken cancellationToken) =>
        ReadAsync(new GraphRead(platform, businessId, Uri.EscapeDataString(id), [("fields", fields)]), cancellationToken);

    /// <summary>
    /// Asks Meta about a token: whether it is valid, how long, and for what. The app asks where its id is set, else the token
    /// itself. The host for Instagram's own login has no such question; there the token reads its own account.
    /// </summary>
    internal async Task<ReadResult> InspectAsync(KnownToken token, CancellationToken cancellationToken)
    {
        var present = (await settings.CurrentAsync(cancellationToken)).Graph;
        if (token.Platform == Platform.Instagram)
            return await GetAsync(token.Platform, Inspections, new Uri($"{present.InstagramBaseUrl}/{present.Version}/me?fields=user_id"), new GraphCredential(token.Token, null), cancellationToken);
        ReadResult result = new ReadWithoutToken(token.Setting);
        foreach (var credential in InspectorsOf(token, present))
        {
            var address = new Uri($"{present.BaseUrl}/{present.Version}/debug_token{(Query(credential) is { Length: > 0 } query ? $"{query}&" : "?")}input_token={Uri.EscapeDataString(token.Token)}");
            result = await GetAsync(token.Platform, Inspections, address, credential, cancellationToken);
            if (result is ReadFound)
                break;
        }

        return result;
    }

    private static IEnumerable<GraphCredential> InspectorsOf(KnownToken token, GraphSettings present) =>
    [
        .. present.AppId is { } app ? present.AppSecrets.Select(secret => new GraphCredential($"{app}|{secret}", null)) : [],
        .. GraphCredential.All([token.Token], token.Platform == Platform.Facebook ? present.AppSecrets : []),
    ];

    /// <summary>Reads something of an account.</summary>
    public async Task<ReadResult> ReadAsync(GraphRead read, CancellationToken cancellationToken)
    {
        var present = (await settings.CurrentAsync(cancellationToken)).Graph;
        var route = read.IsAd ? GraphRoute.OfAd(present, read.Platform, read.BusinessId) : GraphRoute.Of(present, read.Platform, read.BusinessId);
        if (route.Credentials.Count == 0)
            return new ReadWithoutToken(route.Setting);
        var account = read.IsAd ? AdsAccount : read.BusinessId;
        if (_pauses.Until(account, GraphUse.Read) is { } until)
            return new ReadFailed(Paused(until)) { IsResting = true };
        var query = string.Concat(read.Parameters.Select(parameter => $"&{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        ReadResult result = new ReadWithoutToken(route.Setting);
        using var activity = Telemetry.Activities.StartActivity("graph.read", ActivityKind.Client)?.SetTag("platform", read.Platform);
        foreach (var credential in _taken.Ordered(account, route.Credentials))
        {
            var address = new Uri($"{route.BaseUrl}/{read.Path}?{$"{Query(credential).TrimStart('?')}{query}".TrimStart('&')}");
            result = await GetAsync(read.Platform, account, address, credential, cancellationToken);
            if (result is not ReadFailed { Error: var error } || !IsOfCredential(error, credential))
                break;
        }

        activity?.SetTag("result", result.GetType().Name);
        return result;
    }

    /// <summary>The token that Meta took last for this account, or else the first; null: there is none. For the links that Meta's answers name.</summary>
    internal async ValueTask<string?> TokenAsync(string platform, string businessId, CancellationToken cancellationToken) =>
        _taken.Ordered(businessId, GraphRoute.Of((await settings.CurrentAsync(cancellationToken)).Graph, platform, businessId).Credentials).FirstOrDefault()?.Token;

    private async Task<ReadResult> GetAsync(string platform, string businessId, Uri address, GraphCredential credential, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential.Token);
        try
        {
            using var response = await clients.CreateClient(Reads).SendAsync(request, cancellationToken);
            var answer = await AnswerAsync(response, cancellationToken);
            var error = answer.IsSuccess
                ? answer.Body.IsObject() ? null : new GraphError(GraphErrorKind.Temporary, null, null, "Meta's answer can't be read.")
                : GraphErrorReader.Read(answer, platform, time.GetUtcNow()) ?? GraphErrorReader.OfStatus(answer, time.GetUtcNow());
            _pauses.Note(businessId, GraphUse.Read, answer, error);
            if (error is not null)
                return new ReadFailed(error);
            _taken.Take(businessId, credential);
            return new ReadFound(answer.Body);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException or BrokenCircuitException)
        {
            return new ReadFailed(NotSent(exception));
        }
    }

    private async Task<SendResult> PostAsync(GraphSend send, Uri address, byte[] json, GraphCredential credential, CancellationToken cancellationToken)
    {
        using var content = new SentContent(json);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential.Token);
        try
        {
            using var response = await clients.CreateClient(Sends).SendAsync(request, cancellationToken);
            var answer = await AnswerAsync(response, cancellationToken);
            var result = Read(send, answer);
            _pauses.Note(send.BusinessId, GraphUse.Send, answer, (result as Refused)?.Error);
            if (result is Accepted)
                _taken.Take(send.BusinessId, credential);
            else
                NotAccepted(logger, send.Platform, result.GetType().Name, (int)answer.Status, answer.Code, answer.Subcode, answer.TraceId);
            return result;
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or OperationCanceledException)
        {
            if (exception is OperationCanceledException && !content.HasBegun)
                throw;
            NoAnswer(logger, send.Platform, ExceptionOutline.Line(exception), content.HasBegun);
            return content.HasBegun ? new Unknown(WithoutAnswer(exception)) : new Refused(NotSent(exception));
        }
    }

    private SendResult Read(GraphSend send, GraphAnswer answer)
    {
        if (answer.IsSuccess)
            return MessageId(answer.Body) is { } id ? new Accepted(id, RecipientId(answer.Body)) : new Unknown("Meta's answer has no message id.");
        if (GraphErrorReader.Read(answer, send.Platform, time.GetUtcNow()) is { } error)
        {
            var isUnclear = GraphErrorCodes.MayHaveSent(send.Platform, error.Code!.Value) || (error.Kind == GraphErrorKind.Unknown && (int)answer.Status >= 500);
            return isUnclear ? new Unknown($"Meta's API failed and may have sent the message all the same (Meta's code {error.Code}).") : new Refused(error);
        }

        return (int)answer.Status is >= 300 and < 500
            ? new Refused(GraphErrorReader.OfStatus(answer, time.GetUtcNow()))
            : new Unknown($"Meta's API answered HTTP {(int)answer.Status} without saying why.");
    }

    // Messenger and Instagram; WhatsApp; a public reply to a comment.
    private static string? MessageId(JsonElement body) =>
        body.Get("message_id"u8).Id() ?? First(body.Get("messages"u8)).Get("id"u8).Id() ?? body.Get("id"u8).Id();

    private static string? RecipientId(JsonElement body)
    {
        var contact = First(body.Get("contacts"u8));
        return body.Get("recipient_id"u8).Id() ?? contact.Get("wa_id"u8).Id() ?? contact.Get("user_id"u8).Id();
    }

    private static JsonElement First(JsonElement list)
    {
        foreach (var item in list.Items())
            return item;
        return default;
    }

    /// <summary>True if another token or another proof may be taken: an invalid token, or a call that is refused without saying more.</summary>
    private static bool IsOfCredential(GraphError error, GraphCredential credential) =>
        error.Kind == GraphErrorKind.TokenInvalid || (error is { Code: 100, Subcode: null } && credential.Proof is not null);

    private static string Query(GraphCredential credential) => credential.Proof is { } proof ? $"?appsecret_proof={proof}" : "";

    private static async Task<GraphAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var document = MetaJson.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return new(response.StatusCode, response.Headers, document?.RootElement.Clone() ?? default);
    }

    private static string WithoutAnswer(Exception exception) => exception switch
    {
        TimeoutRejectedException => "Meta's API did not answer in time.",
        OperationCanceledException => "The service stopped before Meta's API answered.",
        _ => "The connection to Meta's API ended before its answer.",
    };

    private static GraphError Paused(DateTimeOffset until) =>
        new(GraphErrorKind.RateLimited, null, null, "Meta's limit for this account is nearly used, so no call was made.", until);

    private GraphError NotSent(Exception exception) => exception is BrokenCircuitException
        ? new(GraphErrorKind.Temporary, null, null, "Meta's API failed several times, so no call is made for some seconds.", time.GetUtcNow() + Break)
        : new(GraphErrorKind.Temporary, null, null, exception is TimeoutRejectedException ? "Meta's API did not answer in time." : "There is no connection to Meta's API.");

    [LoggerMessage(1, LogLevel.Warning, "A send on {Platform} was not accepted: {Result}, HTTP {Status}, code {Code}/{Subcode}, fbtrace_id {TraceId}")]
    private static partial void NotAccepted(ILogger logger, string platform, string result, int status, int? code, int? subcode, string? traceId);

    [LoggerMessage(2, LogLevel.Warning, "A send on {Platform} got no answer: {Fault}; whether its body went out: {HasBegun}")]
    private static partial void NoAnswer(ILogger logger, string platform, string fault, bool hasBegun);
}
