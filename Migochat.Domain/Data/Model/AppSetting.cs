using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>A setting that staff changed. The layered reader asks these rows first.</summary>
public sealed class AppSetting
{
    /// <summary>The actor of a change that names nobody.</summary>
    public const string Nobody = "admin";

    public long Id { get; set; }
    public required string Key { get; set; }
    public string? Value { get; set; }
    public string? Category { get; set; }
    public bool IsSensitive { get; set; }
    public string? Description { get; set; }
    public DateTime UpdatedAt { get; set; }
    public string UpdatedBy { get; set; } = Nobody;
}

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
