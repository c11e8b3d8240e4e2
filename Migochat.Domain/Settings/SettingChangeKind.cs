namespace Migochat.Settings;

/// <summary>What was done to a setting's row.</summary>
public enum SettingChangeKind
{
    Set,

    /// <summary>The next source counts from then on.</summary>
    Removed,
}
