namespace Migochat.Graph;

/// <summary>The result of a <see cref="GraphSend"/>.</summary>
public abstract record SendResult
{
    private protected SendResult()
    {
    }
}

/// <summary>Meta took it.</summary>
/// <param name="MessageId">The id that echoes and statuses carry; for a public reply the new comment's id.</param>
/// <param name="RecipientId">The person's id as Meta's answer names it; after a private reply it is the only link between comment and thread.</param>
public sealed record Accepted(string MessageId, string? RecipientId) : SendResult;

/// <summary>Meta certainly did not take it: Meta refused it, no connection was made, or no call was made.</summary>
public sealed record Refused(GraphError Error) : SendResult;

/// <summary>Nobody knows whether Meta took it, so it must not be sent again.</summary>
/// <param name="Reason">For staff and the log; holds nothing of a customer.</param>
public sealed record Unknown(string Reason) : SendResult;

/// <summary>No token is configured for the account, so no call was made.</summary>
/// <param name="Setting">The key of the setting that is missing.</param>
public sealed record NoToken(string Setting) : SendResult;
