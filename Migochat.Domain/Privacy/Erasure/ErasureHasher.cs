using System.Security.Cryptography;
using System.Text;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Privacy;

/// <summary>
/// Computes the hashes that remain of erased ids, in hex, under a key of ours. There are so few phone numbers that a thief of the key could
/// try all of them, so their hash is slow. Used by one thread at a time.
/// </summary>
internal sealed class ErasureHasher
{
    /// <summary>Some ten milliseconds a number.</summary>
    private const int Iterations = 50_000;

    private readonly byte[][] _keys;
    private readonly Dictionary<(Identity Identity, int Key), string> _slow = [];

    /// <param name="keys">The first makes new hashes, all of them recognise old ones.</param>
    /// <exception cref="ErasureKeyMissingException">There is no key.</exception>
    public ErasureHasher(IReadOnlyList<string> keys)
    {
        if (keys.Count == 0)
            throw new ErasureKeyMissingException();
        _keys = [.. keys.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Computes the slow hashes now, so that they are known when they are needed.</summary>
    public void Prepare(Identity identity)
    {
        for (var key = 0; IsGuessable(identity) && key < _keys.Length; key++)
            Slow(identity, key);
    }

    /// <summary>An id of a person, under the present key.</summary>
    public string Of(Identity identity) => IsGuessable(identity) ? Slow(identity, 0) : Fast(_keys[0], ContentOf(identity));

    /// <summary>A message's key, under the present key.</summary>
    public string OfMessage(string key) => Fast(_keys[0], ContentOf(key));

    /// <summary>The id under every key that may have made its hash, and in the form that older erasures used.</summary>
    public IEnumerable<string> AllOf(Identity identity)
    {
        var fast = _keys.Select(key => Fast(key, ContentOf(identity)));
        return IsGuessable(identity) ? fast.Concat(_keys.Select((_, key) => Slow(identity, key))) : fast;
    }

    /// <summary>The message's key under every key that may have made its hash.</summary>
    public IEnumerable<string> AllOfMessage(string messageKey) => _keys.Select(key => Fast(key, ContentOf(messageKey)));

    private static bool IsGuessable(Identity identity) => identity.Kind == IdentityKind.WhatsAppPhone;

    private static string ContentOf(Identity identity) => $"{identity.Kind}\n{identity.Value}";

    private static string ContentOf(string messageKey) => $"message\n{messageKey}";

    private static string Fast(byte[] key, string content) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(content)));

    private string Slow(Identity identity, int key)
    {
        if (!_slow.TryGetValue((identity, key), out var hash))
        {
            hash = Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
                Encoding.UTF8.GetBytes(ContentOf(identity)), _keys[key], Iterations, HashAlgorithmName.SHA256, HMACSHA256.HashSizeInBytes));
            _slow[(identity, key)] = hash;
        }

        return hash;
    }
}
