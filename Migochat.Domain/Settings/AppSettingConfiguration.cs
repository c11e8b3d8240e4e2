using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Settings;

internal sealed class AppSettingConfiguration : IEntityTypeConfiguration<AppSetting>
{
    public void Configure(EntityTypeBuilder<AppSetting> builder)
    {
        builder.ToTable("app_settings");
        builder.Property(setting => setting.Key).Varchar(100);
        builder.Property(setting => setting.Category).Varchar(50);
        builder.Property(setting => setting.IsSensitive).HasDefaultValue(false);
        builder.Property(setting => setting.UpdatedAt).DefaultNow();
        builder.Property(setting => setting.UpdatedBy).Varchar(100).HasDefaultValue("admin");

        builder.HasIndex(setting => setting.Key, "ix_app_settings_key").IsUnique();
    }
}
