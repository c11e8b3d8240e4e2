namespace Migochat.Replies;

/// <summary>Notes for staff on how sure the state of a reply is.</summary>
internal static class ReplyNotes
{
    public const string ByText = "Recognised by its text and time, the only means on Instagram: fairly sure, not certain.";
}
