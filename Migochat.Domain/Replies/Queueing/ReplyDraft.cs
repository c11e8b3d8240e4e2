using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Migochat.Api;
using Migochat.Data;
using Migochat.Graph;

namespace Migochat.Replies;

/// <summary>A reply as a caller wants it.</summary>
public sealed record ReplyDraft
{
    private const int LongestText = 8000;
    private const int LongestWord = 512;
    private const int LongestId = 160;
    private const int MostParameters = 30;

    public required ReplyContent Content { get; init; }

    /// <summary>Null: that of the person's latest message.</summary>
    public string? Channel { get; init; }

    /// <summary>Likewise.</summary>
    public string? BusinessId { get; init; }

    /// <summary>True if a program wrote the text.</summary>
    public bool Automated { get; init; }

    /// <summary>Identifies the draft to one lead or comment.</summary>
    /// <param name="target">Such as <c>lead 1</c>.</param>
    public string Hash(string target) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{target}\n{Channel}\n{BusinessId}\n{Automated}\n{Content}")));

    /// <summary>Reads a request's body.</summary>
    /// <returns>The draft, or its fault.</returns>
    public static (ReplyDraft Draft, IResult? Problem) Read(BodyReader body)
    {
        var content = new ReplyContent
        {
            Text = body.As<string>("text", "Send a text.").Value?.Trim(),
            QuickReplies = body.As<IReadOnlyList<ReplyButton>>("quick_replies", """Send a list such as [{"title":"نعم"}]; payload is optional.""").Value,
            Attachment = body.As<ReplyAttachment>("attachment", """Send an object such as {"type":"image","url":"https://…"}; type is image, audio, video or file.""").Value,
            Template = body.As<ReplyTemplate>("template", """Send an object such as {"name":"order_ready","language":"ar","category":"utility","body":[{"text":"EG-1044"}]}.""").Value,
        };
        var draft = new ReplyDraft
        {
            Content = content,
            Channel = ChannelOf(body),
            BusinessId = body.Text("business_id", LongestId).Value,
            Automated = body.Truth("automated").Value ?? false,
        };
        if (body.Problem is { } problem)
            return (draft, problem);
        if (draft.Channel is not null && !Platform.All.Contains(draft.Channel, StringComparer.Ordinal))
            return (draft, Problems.BadField("channel", $"Send one of: {string.Join(", ", Platform.All)}."));
        return (draft, FaultOf(content));
    }

    /// <summary>The same of an answer to a comment.</summary>
    public static (ReplyDraft Draft, IResult? Problem) ReadOfComment(BodyReader body)
    {
        var isPrivate = body.Truth("private");
        body.Require(isPrivate, "private");
        var content = new ReplyContent { Text = body.As<string>("text", "Send a text.").Value?.Trim(), Private = isPrivate.Value };
        var draft = new ReplyDraft { Content = content, Automated = body.Truth("automated").Value ?? false };
        return (draft, body.Problem ?? FaultOf(content));
    }

    private static string? ChannelOf(BodyReader body) => body.Text("channel", LongestId).Value;

    private static ProblemHttpResult? FaultOf(ReplyContent content)
    {
        if (((object?[])[content.Text, content.Attachment, content.Template]).Count(part => part is not null) != 1)
            return Problems.Refused("A reply has one content", "Send exactly one of text, attachment and template.");
        if (content.QuickReplies is not null && content.Text is null)
            return Problems.RefusedField("quick_replies", "Quick replies need a text", "Send text too.");
        return OfText(content.Text) ?? OfButtons(content.QuickReplies) ?? OfAttachment(content.Attachment) ?? OfTemplate(content.Template);
    }

    private static ProblemHttpResult? OfText(string? text) => text switch
    {
        null => null,
        "" => Problems.RefusedField("text", "The text is empty", "Send a text of at least one character."),
        { Length: > LongestText } => Problems.RefusedField("text", "The text is too long", $"Send {LongestText} characters at most."),
        _ when !PlainText.IsPlain(text) => Problems.RefusedField("text", "The text holds hidden characters", "Leave out control characters and marks that override the direction of writing."),
        _ => null,
    };

    private static ProblemHttpResult? OfButtons(IReadOnlyList<ReplyButton>? buttons)
    {
        if (buttons is null || (buttons.Count > 0 && buttons.All(button => IsTitle(button.Title) && (button.Payload is null || IsWord(button.Payload)))
            && buttons.DistinctBy(button => button.Title, StringComparer.Ordinal).Count() == buttons.Count))
            return null;
        return Problems.RefusedField("quick_replies", "A quick reply is not possible", $"Send at least one; each with a title of 1 to {ChannelLimits.LongestTitle} characters that no other has.");
    }

    private static ProblemHttpResult? OfAttachment(ReplyAttachment? attachment)
    {
        if (attachment is null)
            return null;
        if (!PublicAddress.IsGood(attachment.Url))
            return Problems.RefusedField("attachment", "Meta can't fetch this link", "Send an https link to a public host. Meta fetches the file from there.");
        return (attachment.Caption is null || IsWord(attachment.Caption)) && (attachment.FileName is null || IsWord(attachment.FileName))
            ? null
            : Problems.RefusedField("attachment", "The caption or the file name is not possible", $"Send 1 to {LongestWord} characters.");
    }

    private static ProblemHttpResult? OfTemplate(ReplyTemplate? template)
    {
        if (template is null)
            return null;
        if (!IsWord(template.Name) || !template.Name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'))
            return Problems.RefusedField("template", "No template has this name", "Send the name as Meta shows it: small letters, digits and underscores.");
        if (!IsWord(template.Language) || !template.Language.All(letter => char.IsAsciiLetter(letter) || letter == '_'))
            return Problems.RefusedField("template", "This is no language", "Send it as Meta shows it, such as ar or en_US.");
        var parameters = (ReplyTemplateParameter[])[.. template.Header ?? [], .. template.Body ?? []];
        var areWhole = parameters.Length <= MostParameters && parameters.All(parameter => IsWord(parameter.Text) && (parameter.Name is null || IsWord(parameter.Name)))
            && (template.Buttons ?? []).All(button => button.Index is >= 0 and <= 9 && IsWord(button.Value));
        return areWhole ? null : Problems.RefusedField("template", "A parameter is missing", $"Send a text of 1 to {LongestWord} characters for each variable of the template.");
    }

    private static bool IsTitle(string title) => IsWord(title) && title.Length <= ChannelLimits.LongestTitle;

    private static bool IsWord(string text) => text.Length is > 0 and <= LongestWord && !string.IsNullOrWhiteSpace(text) && PlainText.IsPlain(text);
}
