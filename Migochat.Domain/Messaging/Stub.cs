namespace Migochat.Messaging;

/// <summary>What events say of a post or an ad. Times are UTC.</summary>
/// <param name="CreatedAt">The earliest event that names it.</param>
/// <param name="ContentAt">The event that title and content came from; null: none has told any.</param>
/// <param name="Title">Of an ad.</param>
/// <param name="Content">The text.</param>
internal sealed record Stub(DateTime CreatedAt, DateTime? ContentAt, string? Title, string? Content)
{
    /// <summary>The earliest time; title and content of the latest event that tells any, then the ordinally greatest. Pure.</summary>
    public Stub Fill(Stub said)
    {
        var createdAt = said.CreatedAt < CreatedAt ? said.CreatedAt : CreatedAt;
        return IsLater(said) ? said with { CreatedAt = createdAt } : this with { CreatedAt = createdAt };
    }

    private bool IsLater(Stub said)
    {
        if (said.ContentAt is not { } at)
            return false;
        return ContentAt is not { } present || at > present || (at == present && string.CompareOrdinal(said.Words, Words) > 0);
    }

    private string Words => $"{Title}\n{Content}";
}
