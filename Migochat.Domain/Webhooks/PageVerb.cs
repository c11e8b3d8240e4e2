namespace Migochat.Webhooks;

/// <summary>What happened to a comment or post of a page's feed.</summary>
internal enum PageVerb
{
    Other,
    Add,
    Edit,
    Remove,
    Hide,
    Unhide,
}
