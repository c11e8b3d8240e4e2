using System.Text.Json;
using System.Text.Json.Serialization;
using Migochat.Data;
using Migochat.Graph;

namespace Migochat.Replies;

/// <summary>The content of a reply, as <c>outbox.content</c> keeps it: a text, an attachment or a template.</summary>
public sealed record ReplyContent
{
    private static readonly JsonSerializerOptions Stored = new(WireJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string? Text { get; init; }
    public IReadOnlyList<ReplyButton>? QuickReplies { get; init; }
    public ReplyAttachment? Attachment { get; init; }
    public ReplyTemplate? Template { get; init; }

    /// <summary>Of an answer to a comment: true for a message to its author, false for a comment below it.</summary>
    public bool? Private { get; init; }

    /// <summary>True for a text without anything besides.</summary>
    [JsonIgnore]
    public bool IsPlainText => Text is not null && QuickReplies is null && Private is null;

    public static ReplyContent Parse(string json) => JsonSerializer.Deserialize<ReplyContent>(json, Stored)!;

    public override string ToString() => JsonSerializer.Serialize(this, Stored);

    /// <summary>The content as the Graph client takes it.</summary>
    /// <param name="commentId">The comment that it answers, if it answers one.</param>
    internal SendContent ToSend(string? commentId)
    {
        if (commentId is not null)
            return new SendCommentReply(commentId, Text!, Private is true);
        if (Attachment is { } attachment)
            return new SendAttachment(attachment.Type, new Uri(attachment.Url)) { Caption = attachment.Caption, FileName = attachment.FileName };
        if (Template is not { } template)
            return new SendText(Text!, [.. (QuickReplies ?? []).Select(button => new QuickReply(button.Title, button.Payload ?? button.Title))]);
        return new SendTemplate(template.Name, template.Language)
        {
            Header = Parameters(template.Header),
            Body = Parameters(template.Body),
            Buttons = [.. (template.Buttons ?? []).Select(button => new Graph.TemplateButton(button.Index, button.Type == ReplyTemplateButtonType.Url, button.Value))],
        };
    }

    private static IReadOnlyList<TemplateParameter> Parameters(IReadOnlyList<ReplyTemplateParameter>? given) =>
        [.. (given ?? []).Select(parameter => new TemplateParameter(parameter.Name, parameter.Text))];
}

/// <param name="Title">Shown on the button.</param>
/// <param name="Payload">Comes back when the person taps it; null: the title.</param>
public sealed record ReplyButton(string Title, string? Payload = null);

/// <param name="Type">Image, audio, video or file.</param>
/// <param name="Url">Meta fetches it from there.</param>
/// <param name="Caption">WhatsApp only.</param>
/// <param name="FileName">WhatsApp only.</param>
public sealed record ReplyAttachment(SendAttachmentType Type, string Url, string? Caption = null, string? FileName = null);

/// <summary>An approved WhatsApp template with its parameters.</summary>
/// <param name="Name">Its name at Meta.</param>
/// <param name="Language">Such as <c>ar</c>.</param>
/// <param name="Category">As Meta approved it; it decides whether an opt-out of marketing stops it.</param>
/// <param name="Header">In their order, or with names.</param>
/// <param name="Body">Likewise.</param>
/// <param name="Buttons">Those with a variable part.</param>
public sealed record ReplyTemplate(
    string Name,
    string Language,
    ReplyTemplateCategory Category,
    IReadOnlyList<ReplyTemplateParameter>? Header = null,
    IReadOnlyList<ReplyTemplateParameter>? Body = null,
    IReadOnlyList<ReplyTemplateButton>? Buttons = null);

/// <param name="Text">The value.</param>
/// <param name="Name">Null: it is known by its position.</param>
public sealed record ReplyTemplateParameter(string Text, string? Name = null);

/// <param name="Index">The button's position, from 0.</param>
/// <param name="Type">What the value is.</param>
/// <param name="Value">The end of an address, or what comes back at a tap.</param>
public sealed record ReplyTemplateButton(int Index, ReplyTemplateButtonType Type, string Value);

/// <summary>What a template's button does.</summary>
public enum ReplyTemplateButtonType
{
    QuickReply,
    Url,
}

/// <summary>Meta's categories of templates.</summary>
public enum ReplyTemplateCategory
{
    Marketing,
    Utility,
    Authentication,
}
