using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;

namespace Migochat.LocalHost.Keys;

/// <summary>The two host keys: <c>default</c> opens functions of level Function, <c>master</c> opens every level.</summary>
internal sealed class FunctionKeys(string defaultKey, string masterKey)
{
    private readonly byte[] _defaultHash = Hash(defaultKey);
    private readonly byte[] _masterHash = Hash(masterKey);

    /// <summary>Whether the request may call a function of that level.</summary>
    public bool Open(AuthorizationLevel level, HttpRequest request)
    {
        if (level == AuthorizationLevel.Anonymous)
            return true;
        var key = Presented(request);
        return key.Length > 0 && Fits(level, key);
    }

    /// <summary>Whether the key is one of ours, for whatever level.</summary>
    public bool Knows(HttpRequest request) => Open(AuthorizationLevel.Function, request);

    // Hashing first makes the comparison's time independent of the keys' lengths, too.
    private bool Fits(AuthorizationLevel level, string key)
    {
        var hash = Hash(key);
        var isMaster = CryptographicOperations.FixedTimeEquals(hash, _masterHash);
        var isDefault = CryptographicOperations.FixedTimeEquals(hash, _defaultHash);
        return isMaster | (isDefault & level == AuthorizationLevel.Function);
    }

    // As the Functions host does it: the header, even an empty one, goes before the query; of several the first counts.
    private static string Presented(HttpRequest request) =>
        (request.Headers.TryGetValue("x-functions-key", out var header) ? header : request.Query["code"]) is [{ } key, ..] ? key : "";

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
