namespace Migochat.Leads;

/// <summary>What is to be fetched from the Graph API later: a lead form's answers, a profile. Times are UTC.</summary>
public sealed class Fetch
{
    public long Id { get; set; }
    public required string Kind { get; set; }
    public required string Target { get; set; }
    public DateTime DueAt { get; set; }
    public int Tries { get; set; }
    public string? LastError { get; set; }
}
