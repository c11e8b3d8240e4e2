using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>Column types as the contract names them.</summary>
internal static class ColumnExtensions
{
    public static PropertyBuilder<T> Varchar<T>(this PropertyBuilder<T> property, int length) =>
        property.HasMaxLength(length).HasColumnType($"VARCHAR({length})");

    public static PropertyBuilder<DateTime> DefaultNow(this PropertyBuilder<DateTime> property) =>
        property.HasDefaultValueSql(UtcText.SqlNow);
}
