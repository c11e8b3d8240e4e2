namespace Migochat.Settings;

/// <summary>The settings for replies.</summary>
/// <param name="HumanAgent">Whether Meta's tag HUMAN_AGENT may be used.</param>
/// <param name="JoinWithin">The time within which texts of one writer become one message; zero: never.</param>
/// <param name="PerSecond">Most calls of one account in a second.</param>
/// <param name="Rates">What WhatsApp bills.</param>
public sealed record ReplySettings(bool HumanAgent, TimeSpan JoinWithin, int PerSecond, WhatsAppRates Rates);

/// <summary>What Meta bills for one message on WhatsApp, in the currency of the shop's bill; null: not set.</summary>
/// <param name="Reply">For replies and for templates of the categories utility and authentication.</param>
/// <param name="Marketing">For templates of the category marketing.</param>
public sealed record WhatsAppRates(decimal? Reply, decimal? Marketing);
