namespace Migochat.Webhooks;

/// <summary>What the handshake gets.</summary>
public enum HandshakeAnswer
{
    /// <summary>A parameter is missing, empty or repeated, or the mode is another.</summary>
    Malformed,

    /// <summary>The token is none of the configured ones, or none is configured.</summary>
    WrongToken,

    /// <summary>The challenge goes back byte for byte.</summary>
    Verified,
}
