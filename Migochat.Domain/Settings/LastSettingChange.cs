namespace Migochat.Settings;

/// <summary>When a setting's row was changed last, and by whom.</summary>
/// <param name="At">UTC; null if the row was written by hand with a time that nobody can read.</param>
/// <param name="Actor">The member of staff; <c>admin</c> where none was named.</param>
public sealed record LastSettingChange(DateTime? At, string Actor, SettingChangeKind Kind);
