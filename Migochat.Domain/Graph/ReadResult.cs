using System.Text.Json;

namespace Migochat.Graph;

/// <summary>The result of reading an object of the Graph API.</summary>
public abstract record ReadResult
{
    private protected ReadResult()
    {
    }
}

/// <summary>Meta's answer, an object; it may lack what was asked for.</summary>
public sealed record ReadFound(JsonElement Json) : ReadResult;

/// <summary>There is no answer.</summary>
public sealed record ReadFailed(GraphError Error) : ReadResult
{
    /// <summary>No call was made, since the account rests until the error's time.</summary>
    public bool IsResting { get; init; }
}

/// <summary>No token is configured for the account, so no call was made.</summary>
/// <param name="Setting">The key of the setting that is missing.</param>
public sealed record ReadWithoutToken(string Setting) : ReadResult;
