namespace Migochat.Settings;

/// <summary>Where a setting's value comes from, in the order in which they are asked: the first that has one counts.</summary>
public enum SettingSource
{
    /// <summary>A row of <c>app_settings</c>.</summary>
    Database,

    /// <summary>An app setting or environment variable of the same name.</summary>
    AppSetting,

    /// <summary>A secret of the same name, with dashes. Sensitive settings only.</summary>
    KeyVault,

    /// <summary>No source has a value, so that the catalogue's default holds, if there is one.</summary>
    Default,
}
