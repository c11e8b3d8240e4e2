namespace Migochat.Data;

/// <summary>
/// The ids of the migrations in Data/Sqlite/Migrations, as in <c>__EFMigrationsHistory</c>, oldest first. They are listed here because EF Core
/// builds its whole model before it returns them: that is half the time of a start, and 25 MB of memory that a host may never need.
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
        "20261128120153_NamedPeople",
        "20261128123417_SentElsewhere",
        "20261128135110_AnswersAndConversions",
        "20261128141847_OperatorActions",
        "20261128180347_Outbox",
        "20261128184959_FetchStates",
        "20261128205017_FetchedTexts",
        "20261128211500_OutboundIndex",
        "20261128214140_TokenChecks",
    ];
}
