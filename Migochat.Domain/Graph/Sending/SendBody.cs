using System.Globalization;
using System.Text.Json.Nodes;
using Migochat.Data;

namespace Migochat.Graph;

/// <summary>The path below the version and the JSON of a send, as each channel wants them. Pure.</summary>
/// <param name="Path">Such as <c>/1234/messages</c>.</param>
/// <param name="Json">The body.</param>
internal sealed record SendBody(string Path, JsonObject Json)
{
    /// <param name="send">The content must be one that the channel knows.</param>
    /// <param name="node">See <see cref="GraphRoute.Node"/>.</param>
    /// <exception cref="ArgumentException">The channel has no such content, or the recipient is missing: a mistake of the caller.</exception>
    public static SendBody Of(GraphSend send, string node)
    {
        var messages = $"/{node}/messages";
        return (send.Platform, send.Content) switch
        {
            (Platform.WhatsApp, SendCommentReply) => throw new ArgumentException("WhatsApp has no comments.", nameof(send)),
            (Platform.WhatsApp, var content) => new(messages, WhatsAppBody(send, content)),
            (_, SendTemplate) => throw new ArgumentException("Only WhatsApp has templates.", nameof(send)),
            (Platform.Instagram, SendCommentReply { IsPrivate: false } reply) => new($"/{Escaped(reply.CommentId)}/replies", new() { ["message"] = reply.Text }),
            (_, SendCommentReply { IsPrivate: false } reply) => new($"/{Escaped(reply.CommentId)}/comments", new() { ["message"] = reply.Text }),
            (_, SendCommentReply reply) => new(messages, PrivateReply(send, reply)),
            (_, var content) => new(messages, Message(send, content)),
        };
    }

    private static JsonObject PrivateReply(GraphSend send, SendCommentReply reply) => new()
    {
        ["recipient"] = new JsonObject { ["comment_id"] = reply.CommentId },
        ["message"] = Marked(send, new JsonObject { ["text"] = reply.Text }),
    };

    private static JsonObject Message(GraphSend send, SendContent content)
    {
        var body = new JsonObject { ["recipient"] = new JsonObject { ["id"] = Recipient(send) } };
        if (send.IsFromHumanAgent)
            (body["messaging_type"], body["tag"]) = ("MESSAGE_TAG", "HUMAN_AGENT");
        else
            body["messaging_type"] = "RESPONSE";
        body["message"] = Marked(send, content switch
        {
            SendText text => Text(text),
            SendAttachment attachment => Attachment(attachment),
            _ => throw new ArgumentException($"There is no message for {content.GetType().Name}.", nameof(content)),
        });
        return body;
    }

    private static JsonObject Text(SendText text)
    {
        var message = new JsonObject { ["text"] = text.Text };
        if (text.QuickReplies.Count > 0)
        {
            message["quick_replies"] = new JsonArray([.. text.QuickReplies.Select(reply => new JsonObject
            {
                ["content_type"] = "text",
                ["title"] = reply.Title,
                ["payload"] = reply.Payload,
            })]);
        }

        return message;
    }

    private static JsonObject Attachment(SendAttachment attachment) => new()
    {
        ["attachment"] = new JsonObject
        {
            ["type"] = EnumText.Wire(attachment.Type),
            ["payload"] = new JsonObject { ["url"] = attachment.Link.AbsoluteUri },
        },
    };

    // Only Messenger knows this member.
    private static JsonObject Marked(GraphSend send, JsonObject message)
    {
        if (send.Platform == Platform.Facebook && send.Mark is { } mark)
            message["metadata"] = mark;
        return message;
    }

    private static JsonObject WhatsAppBody(GraphSend send, SendContent content)
    {
        var body = new JsonObject { ["messaging_product"] = "whatsapp", ["recipient_type"] = "individual" };
        var recipient = Recipient(send);
        // A number keeps its plus: without it Meta may put the business's own country code before it.
        if (recipient.All(char.IsAsciiDigit))
            body["to"] = $"+{recipient}";
        else
            body["recipient"] = recipient;
        if (send.Mark is { } mark)
            body["biz_opaque_callback_data"] = mark;
        var (type, part) = content switch
        {
            SendText { QuickReplies.Count: > 0 } text => ("interactive", Buttons(text)),
            SendText text => ("text", new() { ["body"] = text.Text, ["preview_url"] = false }),
            SendAttachment attachment => File(attachment),
            SendTemplate template => ("template", Template(template)),
            _ => throw new ArgumentException($"There is no message for {content.GetType().Name}.", nameof(content)),
        };
        (body["type"], body[type]) = (type, part);
        return body;
    }

    private static JsonObject Buttons(SendText text) => new()
    {
        ["type"] = "button",
        ["body"] = new JsonObject { ["text"] = text.Text },
        ["action"] = new JsonObject
        {
            ["buttons"] = new JsonArray([.. text.QuickReplies.Select(reply => new JsonObject
            {
                ["type"] = "reply",
                ["reply"] = new JsonObject { ["id"] = reply.Payload, ["title"] = reply.Title },
            })]),
        },
    };

    private static (string Type, JsonObject Part) File(SendAttachment attachment)
    {
        var type = attachment.Type == SendAttachmentType.File ? "document" : EnumText.Wire(attachment.Type);
        var part = new JsonObject { ["link"] = attachment.Link.AbsoluteUri };
        if (attachment.Caption is { } caption && attachment.Type != SendAttachmentType.Audio)
            part["caption"] = caption;
        if (attachment.FileName is { } name && attachment.Type == SendAttachmentType.File)
            part["filename"] = name;
        return (type, part);
    }

    private static JsonObject Template(SendTemplate template)
    {
        var components = new JsonArray();
        AddParameters(components, "header", template.Header);
        AddParameters(components, "body", template.Body);
        foreach (var button in template.Buttons)
            components.Add((JsonNode)Button(button));
        var part = new JsonObject { ["name"] = template.Name, ["language"] = new JsonObject { ["code"] = template.Language } };
        if (components.Count > 0)
            part["components"] = components;
        return part;
    }

    private static void AddParameters(JsonArray components, string type, IReadOnlyList<TemplateParameter> parameters)
    {
        if (parameters.Count == 0)
            return;
        components.Add((JsonNode)new JsonObject { ["type"] = type, ["parameters"] = new JsonArray([.. parameters.Select(Parameter)]) });
    }

    private static JsonObject Parameter(TemplateParameter parameter)
    {
        var json = new JsonObject { ["type"] = "text", ["text"] = parameter.Text };
        if (parameter.Name is { } name)
            json["parameter_name"] = name;
        return json;
    }

    private static JsonObject Button(TemplateButton button) => new()
    {
        ["type"] = "button",
        ["sub_type"] = button.IsLink ? "url" : "quick_reply",
        ["index"] = button.Index.ToString(CultureInfo.InvariantCulture),
        ["parameters"] = new JsonArray(new JsonObject
        {
            ["type"] = button.IsLink ? "text" : "payload",
            [button.IsLink ? "text" : "payload"] = button.Value,
        }),
    };

    private static string Recipient(GraphSend send) => send.RecipientId ?? throw new ArgumentException("A message needs a recipient.", nameof(send));

    private static string Escaped(string id) => Uri.EscapeDataString(id);
}
