using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>Something that the Graph API is asked for: a lead form's answers, a person's profile, a post, an ad, the list of a form's leads. Times are UTC.</summary>
public sealed class Fetch
{
    public long Id { get; set; }

    /// <summary>What is fetched, such as <c>lead_form</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>Meta's id of it.</summary>
    public required string Target { get; set; }

    /// <summary>Not before this time.</summary>
    public DateTime DueAt { get; set; }

    public FetchState State { get; set; }

    /// <summary>Failed calls so far.</summary>
    public int Tries { get; set; }

    /// <summary>Why the last call failed: our own words.</summary>
    public string? LastError { get; set; }

    /// <summary>The stored name of the error's kind.</summary>
    public string? ErrorKind { get; set; }

    /// <summary>Recognises the tokens with which it failed; other tokens revive it.</summary>
    public string? TokenMark { get; set; }

    /// <summary>Until then one instance works on it, by the database's clock.</summary>
    public DateTime? ClaimedUntil { get; set; }

    /// <summary>When it was last fetched.</summary>
    public DateTime? DoneAt { get; set; }

    /// <summary>Meta's mark of the page up to which a list was read; null: a list begins, or the fetch is of no list.</summary>
    public string? Cursor { get; set; }
}

/// <summary>How far a fetch is.</summary>
public enum FetchState
{
    Pending,
    Done,

    /// <summary>Given up; the row says why.</summary>
    Failed,
}

internal sealed class FetchConfiguration : IEntityTypeConfiguration<Fetch>
{
    public void Configure(EntityTypeBuilder<Fetch> builder)
    {
        builder.ToTable("fetches");
        builder.Property(fetch => fetch.Kind).Varchar(20);
        builder.Property(fetch => fetch.Target).Varchar(255);
        builder.Property(fetch => fetch.State).HasDefaultValue(FetchState.Pending);
        builder.Property(fetch => fetch.Tries).HasDefaultValue(0);
        builder.Property(fetch => fetch.ErrorKind).Varchar(20);
        builder.Property(fetch => fetch.TokenMark).Varchar(20);

        builder.HasIndex(fetch => new { fetch.Kind, fetch.Target }, "ix_fetches_kind_target").IsUnique();
        builder.HasIndex(fetch => new { fetch.State, fetch.DueAt }, "ix_fetches_state_due_at");
    }
}
