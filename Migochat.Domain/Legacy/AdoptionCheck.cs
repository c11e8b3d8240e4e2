using Microsoft.Data.Sqlite;

namespace Migochat.Legacy;

/// <summary>Checks that a file holds the contract's tables and nothing else.</summary>
internal static class AdoptionCheck
{
    /// <summary>Every difference from the contract, in plain words; none if the file can be adopted.</summary>
    public static List<string> Differences(SqliteConnection legacy)
    {
        var contract = DatabaseShape.OfContract();
        var found = DatabaseShape.Read(legacy);
        return
        [
            .. found.Others.Select(other => $"it has {other}"),
            .. contract.Tables.Keys.Except(found.Tables.Keys, StringComparer.Ordinal).Select(name => $"it has no table {name}"),
            .. found.Tables.Keys.Except(contract.Tables.Keys, StringComparer.Ordinal).Select(name => $"it has a table {name} of its own"),
            .. contract.Tables.Where(table => found.Tables.ContainsKey(table.Key))
                .SelectMany(table => Differences(table.Key, table.Value, found.Tables[table.Key])),
        ];
    }

    private static IEnumerable<string> Differences(string name, TableShape contract, TableShape found) =>
    [
        .. contract.Columns.Keys.Except(found.Columns.Keys, StringComparer.Ordinal).Select(column => $"{name} has no column {column}"),
        .. found.Columns.Keys.Except(contract.Columns.Keys, StringComparer.Ordinal).Select(column => $"{name} has a column {column} of its own"),
        .. contract.Columns.Where(column => found.Columns.ContainsKey(column.Key))
            .SelectMany(column => Differences($"{name}.{column.Key}", column.Value, found.Columns[column.Key])),
        .. contract.Keys.Except(found.Keys, StringComparer.Ordinal).Select(key => $"{name} has no {key}"),
        .. found.Keys.Except(contract.Keys, StringComparer.Ordinal).Select(key => $"{name} has a {key} of its own"),
    ];

    private static IEnumerable<string> Differences(string name, ColumnShape contract, ColumnShape found)
    {
        if (found.Affinity != contract.Affinity)
            yield return $"{name} holds {found.Affinity} and not {contract.Affinity}";
        if (found.NotNull != contract.NotNull && !contract.MayBeEither)
            yield return contract.NotNull ? $"{name} may be NULL" : $"{name} may not be NULL";
    }
}
