using System.Globalization;
using Microsoft.Data.Sqlite;
using Migochat.Data;

namespace Migochat.Legacy;

/// <summary>Checks that every value of a file with the contract's tables can be understood.</summary>
internal static class AdoptionValues
{
    private static readonly (string Table, string Column, string Function)[] Converted =
    [
        ("users", "governorate", "Governorate"), ("users", "created_at", "Utc"), ("users", "last_message_at", "Utc"),
        ("users", "is_active", "Flag"), ("users", "lead_stage", "LeadStage"), ("users", "customer_label", "CustomerLabel"),
        ("users", "customer_type", "CustomerType"), ("users", "lead_score", "Whole"), ("users", "last_stage_change", "Utc"),
        ("messages", "direction", "MessageDirection"), ("messages", "status", "MessageStatus"), ("messages", "timestamp", "Utc"),
        ("messages", "message_source", "MessageSource"), ("messages", "post_type", "PostType"),
        ("conversations", "started_at", "Utc"), ("conversations", "last_activity", "Utc"),
        ("conversations", "is_active", "Flag"), ("conversations", "message_count", "Whole"),
        ("lead_activities", "timestamp", "Utc"), ("lead_activities", "automated", "Flag"),
        ("posts", "post_type", "PostType"), ("posts", "created_at", "Utc"), ("posts", "is_active", "Flag"),
        ("ad_campaigns", "created_at", "Utc"),
        ("app_settings", "is_sensitive", "Flag"), ("app_settings", "updated_at", "Utc"),
    ];

    // Messages are not listed: comments without an author have no person.
    private static readonly string[] OwnedTables = ["conversations", "lead_activities"];

    /// <summary>The values that can't be understood, in plain words: table, column, value, count and the first row.</summary>
    public static List<string> Problems(SqliteConnection legacy)
    {
        var problems = new List<string>();
        foreach (var (table, column, function) in Converted)
        {
            legacy.Read(
                $"""
                SELECT "{column}", count(*), min(id) FROM main."{table}"
                WHERE "{column}" IS NOT NULL GROUP BY "{column}" HAVING {function}("{column}") IS NULL ORDER BY 3 LIMIT 10
                """,
                row => problems.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{table}.{column} holds '{Short(row.GetValue(0))}' in {row.GetInt64(1)} row(s), the first with id {row.GetInt64(2)}")));
        }

        foreach (var table in OwnedTables)
        {
            legacy.Read(
                $"""SELECT count(*), min(id) FROM main."{table}" WHERE user_id IS NULL HAVING count(*) > 0""",
                row => problems.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{table}.user_id is NULL in {row.GetInt64(0)} row(s), the first with id {row.GetInt64(1)}")));
        }

        return problems;
    }

    private static string Short(object value) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 40 } text ? text[..40] + "…" : $"{value}";
}
