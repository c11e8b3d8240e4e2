using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Migochat.Graph;

/// <summary>A token, and for a page's token the proof that we have the app's secret.</summary>
/// <param name="Token">Sent in the header only.</param>
/// <param name="Proof">Lower hexadecimal HMAC-SHA256 of the token with the app secret; null: none is sent.</param>
internal sealed record GraphCredential(string Token, string? Proof)
{
    /// <summary>Every token with every app secret, in their order: while a secret is rotated, it is unknown which one Meta takes.</summary>
    public static IReadOnlyList<GraphCredential> All(IReadOnlyList<string> tokens, IReadOnlyList<string> secrets) =>
        secrets.Count == 0
            ? [.. tokens.Select(token => new GraphCredential(token, null))]
            : [.. from token in tokens from secret in secrets select new GraphCredential(token, ProofOf(token, secret))];

    private static string ProofOf(string token, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(token)));

    /// <summary>Leaves out the token, which a record's own text would show.</summary>
    public override string ToString() => nameof(GraphCredential);
}

/// <summary>Remembers which credential Meta took last, so that a list that rotates costs one refused call and not one each time.</summary>
internal sealed class TakenCredentials
{
    private readonly ConcurrentDictionary<string, GraphCredential> _taken = new(StringComparer.Ordinal);

    /// <summary>The one that was taken last first, then the others in their order.</summary>
    public IEnumerable<GraphCredential> Ordered(string account, IReadOnlyList<GraphCredential> credentials) =>
        credentials.Count > 1 && _taken.TryGetValue(account, out var taken) && credentials.Contains(taken)
            ? credentials.Where(credential => credential != taken).Prepend(taken)
            : credentials;

    public void Take(string account, GraphCredential credential) => _taken[account] = credential;
}
