namespace Migochat.Benchmarks.Load;

/// <summary>A person that writes to the shop.</summary>
/// <param name="Id">wa_id (12 digits, 2010…), PSID or Instagram-scoped id (17 digits).</param>
public sealed record Person(Channel Channel, string Id, string FirstName, string LastName)
{
    /// <summary>The profile name as JSON text, already escaped.</summary>
    public string EscapedName => field ??= JsonText.Escape($"{FirstName} {LastName}");
}
