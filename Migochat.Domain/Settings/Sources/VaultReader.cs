using Azure.Security.KeyVault.Secrets;

namespace Migochat.Settings;

/// <summary>Asks a vault for many secrets at once. The first refresh makes the client; if that fails, the next refresh tries again.</summary>
internal sealed class VaultReader(Uri vault, IVaultAccess access, TimeProvider time)
{
    private SecretClient? _client;

    /// <summary>One answer for each key, within the limit. Never throws. One caller at a time.</summary>
    /// <param name="keys">Of the catalogue.</param>
    /// <param name="longest">The limit of the whole refresh, with the token.</param>
    /// <param name="cancellationToken">Ends the refresh early; keys without an answer then count as failed.</param>
    public async Task<IReadOnlyList<VaultResponse>> ReadAllAsync(IReadOnlyList<string> keys, TimeSpan longest, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(longest, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        if (OpenClient(out var fault) is not { } client)
            return [.. keys.Select(key => VaultResponse.Failed(key, fault))];
        var questions = keys.Select(key => VaultRequest.AskAsync(client, key, time.GetUtcNow(), end.Token)).ToList();
        Task all = Task.WhenAll(questions);
        // The refresh ends in time even if a client or a credential ignores the token.
        await all.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var answers = new List<VaultResponse>();
        foreach (var (key, question) in keys.Zip(questions))
            answers.Add(question.IsCompletedSuccessfully ? await question : VaultResponse.Failed(key, VaultRequest.NoAnswer));
        return answers;
    }

    private SecretClient? OpenClient(out string fault)
    {
        fault = "";
        try
        {
            return _client ??= NewClient();
        }
        catch (Exception exception)
        {
            // The credential's settings can't be used; the SDK reports that by exceptions of several types.
            fault = $"no client ({exception.GetType().Name})";
            return null;
        }
    }

    private SecretClient NewClient()
    {
        var options = access.Options();
        // A retry of the client would use up the refresh's time and wait for a Retry-After that the next refresh has to respect.
        options.Retry.MaxRetries = 0;
        return new SecretClient(vault, access.Credential(), options);
    }
}
