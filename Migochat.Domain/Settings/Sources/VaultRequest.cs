using System.Net.Http.Headers;
using System.Text.Json;
using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace Migochat.Settings;

/// <summary>Asks a vault for one secret and turns every outcome into an answer.</summary>
internal static class VaultRequest
{
    /// <summary>The fault of a request that is not answered when the refresh ends.</summary>
    public const string NoAnswer = "no answer in time";

    /// <summary>Never throws.</summary>
    /// <param name="client">Without retries of its own.</param>
    /// <param name="key">Of the catalogue; the secret's name has dashes for its underscores.</param>
    /// <param name="now">A Retry-After that is a date counts from here.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<VaultResponse> AskAsync(SecretClient client, string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            KeyVaultSecret secret = await client.GetSecretAsync(key.Replace('_', '-'), cancellationToken: cancellationToken);
            if (secret.Value is null)
                return VaultResponse.Failed(key, "an answer without a value");
            return secret.Properties.Enabled == false || string.IsNullOrWhiteSpace(secret.Value) ? VaultResponse.Missing(key) : new VaultResponse(key, secret.Value);
        }
        catch (OperationCanceledException)
        {
            return VaultResponse.Failed(key, NoAnswer);
        }
        catch (AuthenticationFailedException exception)
        {
            return VaultResponse.Failed(key, $"no token ({exception.GetType().Name})");
        }
        catch (RequestFailedException exception)
        {
            return Refused(key, exception, now);
        }
        catch (Exception exception)
        {
            // Every other exception of the client means that it could not read the answer. The message may quote the answer.
            return VaultResponse.Failed(key, $"an answer that can't be read ({exception.GetType().Name})");
        }
    }

    private static VaultResponse Refused(string key, RequestFailedException exception, DateTimeOffset now) => exception switch
    {
        { Status: 404, ErrorCode: "SecretNotFound" } => VaultResponse.Missing(key),
        { Status: 403 } when IsDisabled(exception) => VaultResponse.Missing(key),
        { Status: 429 or 503 } => VaultResponse.Failed(key, $"HTTP {exception.Status}", RetryAfter(exception, now)),
        { Status: 0 } => VaultResponse.Failed(key, "no connection"),
        _ => VaultResponse.Failed(key, $"HTTP {exception.Status}"),
    };

    /// <summary>The refusal of a disabled secret differs from a lack of rights only in the inner error's code.</summary>
    private static bool IsDisabled(RequestFailedException exception)
    {
        if (exception.GetRawResponse()?.Content is not { } content)
            return false;
        try
        {
            using var body = JsonDocument.Parse(content);
            return Member(Member(Member(body.RootElement, "error"), "innererror"), "code") is { ValueKind: JsonValueKind.String } code
                && code.ValueEquals("SecretDisabled");
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Some versions of the API write innererror, others innerError.
    private static JsonElement? Member(JsonElement? element, string name)
    {
        if (element is not { ValueKind: JsonValueKind.Object } parent)
            return null;
        foreach (var member in parent.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return member.Value;
        }

        return null;
    }

    private static TimeSpan? RetryAfter(RequestFailedException exception, DateTimeOffset now)
    {
        if (exception.GetRawResponse()?.Headers.TryGetValue("Retry-After", out var text) is not true
            || !RetryConditionHeaderValue.TryParse(text, out var condition))
            return null;
        return condition.Delta ?? condition.Date - now;
    }
}

/// <summary>A vault's answer for one secret.</summary>
/// <param name="Key">Of the catalogue.</param>
/// <param name="Value">The secret; null if the vault has none (missing, disabled, empty) or the request failed.</param>
/// <param name="Fault">The reason of a failed request, without any part of the answer; null if it succeeded.</param>
/// <param name="RetryAfter">The pause that the vault asks for.</param>
internal sealed record VaultResponse(string Key, string? Value, string? Fault = null, TimeSpan? RetryAfter = null)
{
    public static VaultResponse Missing(string key) => new(key, null);

    public static VaultResponse Failed(string key, string fault, TimeSpan? retryAfter = null) => new(key, null, fault, retryAfter);
}
