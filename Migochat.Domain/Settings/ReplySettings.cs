namespace Migochat.Settings;

/// <summary>The settings for replies.</summary>
/// <param name="HumanAgent">Whether Meta's tag HUMAN_AGENT may be used.</param>
/// <param name="JoinWithin">The time within which texts of one writer become one message; zero: never.</param>
/// <param name="PerSecond">Most calls of one account in a second.</param>
public sealed record ReplySettings(bool HumanAgent, TimeSpan JoinWithin, int PerSecond);
