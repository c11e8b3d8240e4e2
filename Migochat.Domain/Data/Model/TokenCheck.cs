using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>What Meta said last of one token of the settings. The token itself is not in the row. Times are UTC.</summary>
public sealed class TokenCheck
{
    public long Id { get; set; }

    /// <summary>The key of the setting that has the token.</summary>
    public required string Setting { get; set; }

    /// <summary>Recognises the token: the beginning of its hash.</summary>
    public required string Mark { get; set; }

    /// <summary>The account that the setting names with it; null: the token serves every account without its own.</summary>
    public string? Account { get; set; }

    /// <summary>Null: Meta did not say.</summary>
    public bool? IsValid { get; set; }

    /// <summary>When the token or the access to data ends, whichever is first; null: never, or not known.</summary>
    public DateTime? EndsAt { get; set; }

    /// <summary>The permissions that it lacks, separated by commas; empty: none, or not known.</summary>
    public string MissingPermissions { get; set; } = "";

    /// <summary>Why it is invalid or not known; our own words.</summary>
    public string? Reason { get; set; }

    public DateTime CheckedAt { get; set; }
}

internal sealed class TokenCheckConfiguration : IEntityTypeConfiguration<TokenCheck>
{
    public void Configure(EntityTypeBuilder<TokenCheck> builder)
    {
        builder.ToTable("token_checks");
        builder.Property(check => check.Setting).Varchar(100);
        builder.Property(check => check.Mark).Varchar(20);
        builder.Property(check => check.Account).Varchar(30);
        builder.Property(check => check.MissingPermissions).Varchar(500).HasDefaultValue("");
        builder.Property(check => check.Reason).Varchar(500);
        builder.Property(check => check.CheckedAt).DefaultNow();

        builder.HasIndex(check => new { check.Setting, check.Mark, check.Account }, "ix_token_checks_setting_mark_account").IsUnique();
    }
}
