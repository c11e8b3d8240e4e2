using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Meta's verification of the callback address: <c>hub.mode</c>, <c>hub.verify_token</c>, <c>hub.challenge</c>.</summary>
public static class Handshake
{
    /// <param name="modes">All values of <c>hub.mode</c>; there must be exactly one, and so for the other two.</param>
    /// <param name="verifyTokens">All values of <c>hub.verify_token</c>.</param>
    /// <param name="challenges">All values of <c>hub.challenge</c>.</param>
    /// <param name="configured">The known verify tokens.</param>
    /// <param name="areAllKnown">False while there may be more tokens, because a source of settings can't be read.</param>
    public static HandshakeAnswer Answer(
        IReadOnlyList<string?> modes,
        IReadOnlyList<string?> verifyTokens,
        IReadOnlyList<string?> challenges,
        IReadOnlyList<string> configured,
        bool areAllKnown)
    {
        if (modes is not ["subscribe"] || verifyTokens is not [{ Length: > 0 } verifyToken] || challenges is not [{ Length: > 0 }])
            return HandshakeAnswer.Malformed;
        if (SecretText.IsOneOf(verifyToken, configured))
            return HandshakeAnswer.Verified;
        return areAllKnown ? HandshakeAnswer.WrongToken : HandshakeAnswer.Unknown;
    }
}

/// <summary>The answer to a handshake.</summary>
public enum HandshakeAnswer
{
    /// <summary>A parameter is missing, empty or repeated, or the mode is not <c>subscribe</c>.</summary>
    Malformed,

    /// <summary>The token is not a configured one, or no token is configured.</summary>
    WrongToken,

    /// <summary>The token is not a known one, and not all tokens are known yet.</summary>
    Unknown,

    /// <summary>The answer is the challenge, byte for byte.</summary>
    Verified,
}
