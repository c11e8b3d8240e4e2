namespace Migochat.Data;

/// <summary>
/// What the migrations in Data/Sqlite/Migrations are called in <c>__EFMigrationsHistory</c>, oldest first. Written down, since EF Core
/// builds its whole model before it tells: half the time of a start, and 25 MB of memory that a host may never need.
/// </summary>
internal static class MigrationIds
{
    public static readonly IReadOnlyList<string> All =
    [
        "20261122165206_Contract",
        "20261122165214_Additions",
        "20261122204520_Lists",
        "20261122230607_Settings",
        "20261123003242_Labels",
    ];
}
