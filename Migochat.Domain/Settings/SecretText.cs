using System.Security.Cryptography;
using System.Text;

namespace Migochat.Settings;

/// <summary>Compares a caller's secret with the configured ones in constant time.</summary>
public static class SecretText
{
    /// <summary>The parts of a comma-separated value, trimmed, empty ones left out.</summary>
    public static IReadOnlyList<string> Parts(string? value) =>
        value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>True if the candidate equals one of the secrets, ordinally. An empty candidate equals none.</summary>
    public static bool IsOneOf(string? candidate, IReadOnlyList<string> secrets)
    {
        if (string.IsNullOrEmpty(candidate))
            return false;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(candidate));
        var found = false;
        foreach (var secret in secrets)
            found |= CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        return found;
    }
}
