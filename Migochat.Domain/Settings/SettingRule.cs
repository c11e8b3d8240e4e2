namespace Migochat.Settings;

/// <summary>Which values a setting takes.</summary>
/// <param name="Sentence">The rule in words, for who sent another value. Never holds one.</param>
/// <param name="Accepts">Given the value without white space around it, at least one character.</param>
public sealed record SettingRule(string Sentence, Func<string, bool> Accepts);
