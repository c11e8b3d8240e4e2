using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Settings;

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
