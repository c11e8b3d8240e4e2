using System.Text;
using System.Text.Json;
using Migochat.Data;
using Migochat.Messaging;

namespace Migochat.Webhooks;

/// <summary>The type, text and other content of a WhatsApp message. Pure.</summary>
internal readonly struct WhatsAppContent
{
    private const int MaxTypeLength = 50;

    /// <summary>Types that a message without a type is recognised by, through the member of that name.</summary>
    private static readonly string[] Types =
    [
        "text", "image", "audio", "voice", "video", "document", "sticker", "location", "contacts", "interactive", "button",
        "order", "reaction", "edit", "revoke", "system", "unsupported",
    ];

    private readonly JsonElement _item;
    private readonly JsonElement _message;
    private readonly JsonElement _content;

    public WhatsAppContent(JsonElement item)
    {
        var message = Of(item);
        var type = message.Get("type"u8).Text()?.Trim();
        if (string.IsNullOrEmpty(type))
            type = Array.Find(Types, known => Member(message, known).IsPresent()) ?? "unknown";
        _item = item;
        _message = message;
        _content = Member(message, type);
        Type = type.CutTo(MaxTypeLength);
    }

    /// <summary>The object with type and content: the item itself, or its <c>message</c> with another app's request.</summary>
    public static JsonElement Of(JsonElement item) => item.Get("message"u8).IsObject() && !item.Get("type"u8).IsPresent() ? item.Get("message"u8) : item;

    /// <summary>Meta's word, else the name of the member, else <c>unknown</c>; 1 to 50 characters.</summary>
    public string Type { get; }

    /// <summary>The visible text of the message, or the title of the chosen option; null if there is no text.</summary>
    public string? Text => Type switch
    {
        "text" => _content.Get("body"u8).Words() ?? _content.Words(),
        "image" or "video" or "document" => _content.Get("caption"u8).Words(),
        "button" or "order" => _content.Get("text"u8).Words(),
        "interactive" => Answer ?? _content.Get("body"u8).Get("text"u8).Words(),
        "template" => WhatsAppTemplate.TextOf(_content, _item.Get("template"u8)),
        "location" => Place,
        "contacts" => WhatsAppCard.NameOf(_content.Items().FirstOrDefault()),
        _ => null,
    };

    /// <summary>The parts besides the text, as Meta sent them.</summary>
    public MessageMetadata Metadata
    {
        get
        {
            var context = _message.Get("context"u8);
            var errors = _message.Get("errors"u8);
            return new MessageMetadata
            {
                Content = Type == "text" ? null : _content.Raw(),
                Errors = errors.Items().Any() ? errors.Raw() : null,
                Context = context.Raw(),
                Referral = _message.Get("referral"u8).Raw(),
                GroupId = _message.Get("group_id"u8).Id(),
                Forwarded = context.Get("forwarded"u8).IsTrue() || context.Get("frequently_forwarded"u8).IsTrue() ? true : null,
            };
        }
    }

    /// <summary>The name and the address of a place, each on a separate line.</summary>
    private string? Place
    {
        get
        {
            var (name, address) = (_content.Get("name"u8).Words(), _content.Get("address"u8).Words());
            return name is null || address is null || name == address ? name ?? address : $"{name}\n{address}";
        }
    }

    private string? Answer =>
        _content.Get("button_reply"u8).Get("title"u8).Words()
        ?? _content.Get("list_reply"u8).Get("title"u8).Words()
        ?? _content.Get("nfm_reply"u8).Get("body"u8).Words()
        ?? _content.Get("nfm_reply"u8).Get("name"u8).Words()
        ?? _content.Get("call_permission_reply"u8).Get("response"u8).Words();

    private static JsonElement Member(JsonElement message, string type) => message.Get(Encoding.UTF8.GetBytes(type));
}
