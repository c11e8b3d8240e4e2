namespace Migochat.Leads;

/// <summary>The fields that staff can set and thereby lock, as named in <c>users.locked</c>.</summary>
public static class LockedField
{
    public const string Name = "name";
    public const string Phone = "phone";
    public const string Governorate = "governorate";
    public const string Stage = "stage";
    public const string Label = "label";
    public const string Type = "type";

    /// <summary>The names in the column.</summary>
    public static IReadOnlyList<string> Parse(string? column) => string.IsNullOrEmpty(column) ? [] : column.Split(',');
}
