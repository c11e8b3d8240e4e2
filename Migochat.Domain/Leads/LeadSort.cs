namespace Migochat.Leads;

/// <summary>The orders of a list of leads.</summary>
public enum LeadSort
{
    /// <summary>The highest score first.</summary>
    Score,

    /// <summary>The latest message first; who never wrote comes last.</summary>
    Recent,
}
