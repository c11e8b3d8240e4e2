using System.Text;
using Migochat.Data;

namespace Migochat.Replies;

/// <summary>How much one message of a channel takes. Pure; Meta's figures.</summary>
/// <param name="LongestText">In characters; on Instagram in bytes of UTF-8.</param>
/// <param name="IsInBytes">True on Instagram.</param>
/// <param name="MostQuickReplies">Buttons below a text.</param>
/// <param name="LongestTextWithButtons">The text above buttons, counted in the same way.</param>
internal sealed record ChannelLimits(int LongestText, bool IsInBytes, int MostQuickReplies, int LongestTextWithButtons)
{
    public const int LongestTitle = 20;

    private static readonly ChannelLimits Messenger = new(1999, false, 13, 1999);
    private static readonly ChannelLimits Instagram = new(1000, true, 13, 1000);
    private static readonly ChannelLimits WhatsApp = new(4096, false, 3, 1024);

    /// <summary>Of a public answer to a comment. Meta names none for Facebook.</summary>
    private static readonly ChannelLimits Comment = new(2000, false, 0, 0);

    public static ChannelLimits Of(string channel) => channel switch
    {
        Platform.WhatsApp => WhatsApp,
        Platform.Instagram => Instagram,
        _ => Messenger,
    };

    public static ChannelLimits OfComment(string channel, bool isPrivate) => isPrivate ? Of(channel) : Comment;

    public int Length(string text) => IsInBytes ? Encoding.UTF8.GetByteCount(text) : text.Length;

    public bool Fits(string text) => Length(text) <= LongestText;

    /// <summary>Such as <c>1000 bytes of UTF-8</c>.</summary>
    public string Words(int most) => IsInBytes ? $"{most} bytes of UTF-8" : $"{most} characters";
}
