namespace Migochat.Access;

/// <summary>What a caller shows to be let in, and failed to show.</summary>
public enum Credential
{
    /// <summary>A delivery's <c>X-Hub-Signature-256</c>.</summary>
    Signature,

    /// <summary>The <c>signed_request</c> of Meta's privacy callbacks.</summary>
    SignedRequest,

    /// <summary>The handshake's <c>hub.verify_token</c>.</summary>
    VerifyToken,

    /// <summary>A key of the host. The Functions host checks these itself, so only LocalHost counts them.</summary>
    FunctionKey,

    /// <summary>The header <c>X-Admin-Key</c>.</summary>
    AdminKey,
}
