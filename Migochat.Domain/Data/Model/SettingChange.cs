using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>One change of a setting. Triggers forbid to alter the row. Times are UTC.</summary>
public sealed class SettingChange
{
    public long Id { get; set; }
    public required string Key { get; set; }
    public SettingChangeKind Kind { get; set; }

    /// <summary>The row's value before; null if there was no row, and always null for a sensitive setting.</summary>
    public string? OldValue { get; set; }

    /// <summary>The row's value after; null if the row was removed, and always null for a sensitive setting.</summary>
    public string? NewValue { get; set; }

    public required string Actor { get; set; }
    public DateTime ChangedAt { get; set; }
}

internal sealed class SettingChangeConfiguration : IEntityTypeConfiguration<SettingChange>
{
    public void Configure(EntityTypeBuilder<SettingChange> builder)
    {
        builder.ToTable("setting_changes");
        builder.Property(change => change.Key).Varchar(100);
        builder.Property(change => change.Kind).HasDefaultValue(SettingChangeKind.Set);
        builder.Property(change => change.Actor).Varchar(100);
        builder.Property(change => change.ChangedAt).DefaultNow();

        builder.HasIndex(change => new { change.Key, change.ChangedAt }, "ix_setting_changes_key_changed_at");
    }
}

/// <summary>The kind of change of a setting's row.</summary>
public enum SettingChangeKind
{
    Set,

    /// <summary>The next source of the layered reader applies from then on.</summary>
    Removed,
}
