using Migochat.Settings;

namespace Migochat.Webhooks;

/// <summary>Meta's verification of the callback address: <c>hub.mode</c>, <c>hub.verify_token</c>, <c>hub.challenge</c>.</summary>
public static class Handshake
{
    /// <param name="modes">All values of <c>hub.mode</c>; exactly one is in order, and likewise of the others.</param>
    /// <param name="verifyTokens">All values of <c>hub.verify_token</c>.</param>
    /// <param name="challenges">All values of <c>hub.challenge</c>.</param>
    /// <param name="configured">The known tokens that are ours.</param>
    /// <param name="areAllKnown">False while there may be others, because a source of settings can't be read.</param>
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

/// <summary>What the handshake gets.</summary>
public enum HandshakeAnswer
{
    /// <summary>A parameter is missing, empty or repeated, or the mode is another.</summary>
    Malformed,

    /// <summary>The token is none of the configured ones, or none is configured.</summary>
    WrongToken,

    /// <summary>The token is none of the known ones, and not all are known yet.</summary>
    Unknown,

    /// <summary>The challenge goes back byte for byte.</summary>
    Verified,
}
