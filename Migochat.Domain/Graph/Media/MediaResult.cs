namespace Migochat.Graph;

/// <summary>The result of opening a file at Meta.</summary>
public abstract record MediaResult
{
    private protected MediaResult()
    {
    }
}

/// <summary>The file is there; its owner disposes it.</summary>
public sealed record MediaFound(MediaFile File) : MediaResult;

/// <summary>There is no file.</summary>
/// <param name="Fault">Decides about the answer.</param>
/// <param name="Reason">For staff: our own words.</param>
/// <param name="RetryAt">Not before this time; null: unknown.</param>
public sealed record MediaFailed(MediaFault Fault, string Reason, DateTimeOffset? RetryAt = null) : MediaResult;

/// <summary>Why there is no file.</summary>
public enum MediaFault
{
    /// <summary>No token, an invalid one, or one without the permission.</summary>
    Token,

    /// <summary>Meta no longer has it.</summary>
    Gone,

    /// <summary>It has a type, a size or an address that is not passed on.</summary>
    Unusable,

    /// <summary>Meta can't be reached, fails or takes no more calls.</summary>
    Unreachable,
}

/// <summary>A file at Meta, of which nothing was read yet.</summary>
/// <param name="response">Owned.</param>
/// <param name="type">A safe one.</param>
/// <param name="sha256">As Meta gave it; null: unknown.</param>
public sealed class MediaFile(HttpResponseMessage response, string type, byte[]? sha256) : IDisposable
{
    public string Type => type;

    /// <summary>Null: unknown.</summary>
    public long? Length => response.Content.Headers.ContentLength;

    public byte[]? Sha256 => sha256;

    public Task<Stream> OpenAsync(CancellationToken cancellationToken) => response.Content.ReadAsStreamAsync(cancellationToken);

    public void Dispose() => response.Dispose();
}
