using System.Net.Http.Headers;
using System.Text.Json;
using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace Migochat.Settings;

/// <summary>Asks a vault for one secret and makes of whatever happens an answer.</summary>
internal static class VaultRequest
{
    /// <summary>Of a question that has not been answered when the round ends.</summary>
    public const string NoAnswer = "no answer in time";

    /// <summary>Never throws.</summary>
    /// <param name="client">Without tries of its own.</param>
    /// <param name="key">Of the catalogue; the secret's name has dashes for its underscores.</param>
    /// <param name="now">From which a Retry-After that is a date counts.</param>
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
            // What else comes out of the client is an answer that it could not read. Its message may quote the answer.
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

    /// <summary>A disabled secret is refused like a caller without rights, but for the inner error's code.</summary>
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

    // Versions of the API write innererror and innerError.
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

/// <summary>What a vault said of one secret.</summary>
/// <param name="Key">Of the catalogue.</param>
/// <param name="Value">The secret; null where the vault has none (not there, disabled, empty), or where it could not be asked.</param>
/// <param name="Fault">Why it could not be asked, in words that hold nothing of the answer; null if it could.</param>
/// <param name="RetryAfter">How long the vault wants to be left alone.</param>
internal sealed record VaultResponse(string Key, string? Value, string? Fault = null, TimeSpan? RetryAfter = null)
{
    public static VaultResponse Missing(string key) => new(key, null);

    public static VaultResponse Failed(string key, string fault, TimeSpan? retryAfter = null) => new(key, null, fault, retryAfter);
}
