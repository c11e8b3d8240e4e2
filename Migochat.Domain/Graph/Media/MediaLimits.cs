namespace Migochat.Graph;

/// <summary>The limits for a file that is passed on from Meta to a caller.</summary>
public sealed record MediaLimits
{
    /// <summary>WhatsApp's largest documents have as much.</summary>
    public long Bytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>Until the answer begins.</summary>
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two parts of the file.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For the whole file.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromMinutes(5);
}
