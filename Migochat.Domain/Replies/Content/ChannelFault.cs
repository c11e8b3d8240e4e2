using Microsoft.AspNetCore.Http;
using Migochat.Data;

namespace Migochat.Replies;

/// <summary>Decides whether a channel takes such a message. Pure.</summary>
internal static class ChannelFault
{
    /// <returns>Null if it does.</returns>
    public static IResult? Of(ReplyContent content, string channel)
    {
        var limits = ChannelLimits.Of(channel);
        if (content.Template is not null && channel != Platform.WhatsApp)
            return ReplyProblems.NotOnChannel("template", "Only WhatsApp has templates. Send text or attachment.");
        if (content.Attachment is { } attachment && (attachment.Caption ?? attachment.FileName) is not null && channel != Platform.WhatsApp)
            return ReplyProblems.NotOnChannel("attachment", "Only WhatsApp has captions and file names. Send the text as a message of its own.");
        if (content.QuickReplies is not { } buttons)
            return null;
        if (buttons.Count > limits.MostQuickReplies)
            return ReplyProblems.NotOnChannel("quick_replies", $"Send {limits.MostQuickReplies} at most.");
        return limits.Length(content.Text!) > limits.LongestTextWithButtons ? ReplyProblems.TooLong(limits, limits.LongestTextWithButtons) : null;
    }
}
