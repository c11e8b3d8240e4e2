namespace Migochat.Graph;

/// <summary>One message, or one reply to a comment, that the Graph API is asked to send.</summary>
/// <param name="Platform">One of <see cref="Data.Platform"/>.</param>
/// <param name="BusinessId">The page, Instagram account or phone number id that sends.</param>
/// <param name="RecipientId">The person's id at Meta: PSID, Instagram-scoped id, WhatsApp number (digits) or WhatsApp user id. Null for a reply to a comment.</param>
/// <param name="Content">What is sent.</param>
public sealed record GraphSend(string Platform, string BusinessId, string? RecipientId, SendContent Content)
{
    /// <summary>Sends with the tag HUMAN_AGENT (Messenger and Instagram). Only for texts that a person wrote.</summary>
    public bool IsFromHumanAgent { get; init; }

    /// <summary>Comes back in Messenger's echo and in WhatsApp's statuses, and so connects them to this call. Instagram has no such field.</summary>
    public string? Mark { get; init; }
}

/// <summary>The content of a <see cref="GraphSend"/>.</summary>
public abstract record SendContent;

/// <summary>A text.</summary>
/// <param name="Text">Not longer than the channel takes.</param>
/// <param name="QuickReplies">Up to 13 on Messenger and Instagram, up to 3 on WhatsApp.</param>
public sealed record SendText(string Text, IReadOnlyList<QuickReply> QuickReplies) : SendContent
{
    public SendText(string text) : this(text, [])
    {
    }
}

/// <param name="Title">Up to 20 characters.</param>
/// <param name="Payload">Comes back in the webhook of the tap.</param>
public sealed record QuickReply(string Title, string Payload);

/// <summary>A file that Meta fetches itself.</summary>
/// <param name="Type">Selects the field of the call.</param>
/// <param name="Link">An https address that Meta can reach.</param>
public sealed record SendAttachment(SendAttachmentType Type, Uri Link) : SendContent
{
    /// <summary>WhatsApp only: the text below an image, video or document.</summary>
    public string? Caption { get; init; }

    /// <summary>WhatsApp only: the name of a document.</summary>
    public string? FileName { get; init; }
}

/// <summary>The kinds of attachments that every channel knows.</summary>
public enum SendAttachmentType
{
    Image,
    Audio,
    Video,
    File,
}

/// <summary>An approved WhatsApp template.</summary>
/// <param name="Name">Its name at Meta.</param>
/// <param name="Language">Such as <c>ar</c> or <c>en_US</c>.</param>
public sealed record SendTemplate(string Name, string Language) : SendContent
{
    public IReadOnlyList<TemplateParameter> Header { get; init; } = [];

    public IReadOnlyList<TemplateParameter> Body { get; init; } = [];

    public IReadOnlyList<TemplateButton> Buttons { get; init; } = [];
}

/// <param name="Name">Null: the parameter is known by its position.</param>
/// <param name="Text">Its value.</param>
public sealed record TemplateParameter(string? Name, string Text);

/// <param name="Index">The button's position, from 0.</param>
/// <param name="IsLink">True: the value ends the button's address; false: it is the payload of a quick reply.</param>
/// <param name="Value">See above.</param>
public sealed record TemplateButton(int Index, bool IsLink, string Value);

/// <summary>An answer to a comment on a page's post or an Instagram account's media.</summary>
/// <param name="CommentId">The comment's id at Meta.</param>
/// <param name="Text">The answer.</param>
/// <param name="IsPrivate">True: a message to the author, once within 7 days. False: a comment below the comment.</param>
public sealed record SendCommentReply(string CommentId, string Text, bool IsPrivate) : SendContent;
