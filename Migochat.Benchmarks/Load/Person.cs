namespace Migochat.Benchmarks.Load;

/// <summary>Someone who writes to the shop.</summary>
/// <param name="Id">wa_id (12 digits, 2010…), PSID or Instagram-scoped id (17 digits).</param>
/// <param name="EscapedName">The profile name as JSON text, already escaped.</param>
public sealed record Person(Channel Channel, string Id, string EscapedName);
