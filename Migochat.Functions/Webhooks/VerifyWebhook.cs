using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Data;
using Migochat.Settings;
using Migochat.Webhooks;

namespace Migochat.Functions.Webhooks;

/// <summary>Answers the handshake with which Meta verifies the callback address.</summary>
public sealed class VerifyWebhook(SettingsReader settings, FailureLimit failures)
{
    [Function(nameof(VerifyWebhook))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/{channel?}")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = request.Query;
        var challenge = query["hub.challenge"];
        var configured = (await settings.CurrentAsync(cancellationToken)).VerifyTokens;
        var areAllKnown = settings.Knows(SettingKeys.FbVerifyToken) && settings.Knows(SettingKeys.WhatsAppVerifyToken);
        return Handshake.Answer(query["hub.mode"], query["hub.verify_token"], challenge, configured, areAllKnown) switch
        {
            HandshakeAnswer.Verified => TypedResults.Text(challenge.ToString(), "text/plain"),
            HandshakeAnswer.WrongToken => failures.Answer(request, Credential.VerifyToken, TypedResults.Problem(
                statusCode: 403, title: "The verify token is wrong", detail: "Enter the configured verify token in the app dashboard.")),
            HandshakeAnswer.Unknown => TypedResults.Problem(
                statusCode: 503, title: "The verify token can't be checked now", detail: "The database or Key Vault can't be read. Try again."),
            _ => TypedResults.Problem(
                statusCode: 400, title: "This is no handshake", detail: "Send hub.mode=subscribe, hub.verify_token and hub.challenge once each."),
        };
    }
}
