using System.Globalization;

namespace Migochat.Replies;

/// <summary>What is sent along with a reply, so that its echo or status tells which reply and which attempt it is about: <c>mc.WORD.ATTEMPT</c>. Pure.</summary>
/// <param name="Word">The value of <c>outbox.mark</c>.</param>
/// <param name="Attempt">The value of <c>outbox.attempts</c> during the call.</param>
internal readonly record struct ReplyMark(string Word, int Attempt)
{
    private const string Prefix = "mc";
    private const int LongestText = 64;

    /// <summary>The text if it may be a mark of ours; what others send along is left out.</summary>
    public static string? OrNull(string? text) => text is { Length: <= LongestText } && text.StartsWith(Prefix + '.', StringComparison.Ordinal) ? text : null;

    /// <summary>Null if the text is none of ours.</summary>
    public static ReplyMark? Parse(string text) =>
        text.Split('.') is [Prefix, { Length: > 0 } word, var attempt] && int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(word, number)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}.{Word}.{Attempt}");
}
