namespace Migochat.Settings;

/// <summary>A setting's value as its source gave it, and which source that was.</summary>
/// <param name="Text">Neither empty nor white space alone.</param>
/// <param name="Source">Never <see cref="SettingSource.Default"/>.</param>
public sealed record SettingValue(string Text, SettingSource Source);
