namespace Migochat.Webhooks;

/// <summary>A dead letter as lists show it: nothing that people wrote or are called. Times are UTC.</summary>
/// <param name="Error">What was not understood, or what went wrong the last time.</param>
/// <param name="Seen">How often it was delivered.</param>
/// <param name="Tries">How often it was replayed.</param>
/// <param name="Object">Of its envelope.</param>
/// <param name="Items">What the envelope holds, by names of fields and members.</param>
public sealed record DeadLetterItem(
    long Id, DeadLetterKind Kind, string? Error, DateTime ReceivedAt, int Seen, int Tries, string? Object, IReadOnlyList<string> Items)
{
    internal static DeadLetterItem Of(DeadLetter letter)
    {
        var outline = EnvelopeOutline.Of(letter.Envelope);
        return new(letter.Id, letter.Kind, letter.Error, letter.ReceivedAt, letter.Seen, letter.Tries, outline.Object, outline.Items);
    }
}
