namespace Migochat.Settings;

/// <summary>What a vault said of one secret.</summary>
/// <param name="Key">Of the catalogue.</param>
/// <param name="Value">The secret; null where the vault has none (not there, disabled, empty), or where it could not be asked.</param>
/// <param name="Fault">Why it could not be asked, in words that hold nothing of the answer; null if it could.</param>
/// <param name="RetryAfter">How long the vault wants to be left alone.</param>
internal sealed record VaultAnswer(string Key, string? Value, string? Fault = null, TimeSpan? RetryAfter = null)
{
    public static VaultAnswer Missing(string key) => new(key, null);

    public static VaultAnswer Failed(string key, string fault, TimeSpan? retryAfter = null) => new(key, null, fault, retryAfter);
}
