using System.Text.Json;
using System.Text.RegularExpressions;
using Migochat.Data;

namespace Migochat.Graph;

/// <summary>A WhatsApp template in one language, as Meta lists it.</summary>
/// <param name="Name">With the language it identifies the template.</param>
/// <param name="Language">Such as <c>ar</c>.</param>
/// <param name="Status">In capitals, such as <c>APPROVED</c> or <c>PAUSED</c>.</param>
/// <param name="Category">In capitals. Meta may have moved it from utility to marketing.</param>
public sealed partial record MessageTemplate(string Name, string Language, string Status, string Category)
{
    /// <summary>What is asked for.</summary>
    internal const string Fields = "name,language,status,category,components";

    public bool IsApproved => Status == "APPROVED";

    /// <summary>True for a picture, a video, a document or a place above the text, which each send has to bring.</summary>
    public bool HasMediaHeader { get; private init; }

    /// <summary>The variables of the header's text, each once: numbers from 1 on, or names.</summary>
    public IReadOnlyList<string> Header { get; private init; } = [];

    /// <summary>The variables of the body.</summary>
    public IReadOnlyList<string> Body { get; private init; } = [];

    /// <summary>The buttons in their order.</summary>
    public IReadOnlyList<MessageTemplateButton> Buttons { get; private init; } = [];

    /// <returns>Null without a name or a language.</returns>
    internal static MessageTemplate? Read(JsonElement json)
    {
        if (json.Get("name"u8).Text() is not { } name || json.Get("language"u8).Text() is not { } language)
            return null;
        var template = new MessageTemplate(name, language, json.Get("status"u8).Text() ?? "", json.Get("category"u8).Text() ?? "");
        foreach (var component in json.Get("components"u8).Items())
        {
            template = component.Get("type"u8).Text() switch
            {
                "HEADER" => template with
                {
                    HasMediaHeader = component.Get("format"u8).Text() is not (null or "TEXT"),
                    Header = VariablesOf(component.Get("text"u8).Text()),
                },
                "BODY" => template with { Body = VariablesOf(component.Get("text"u8).Text()) },
                "BUTTONS" => template with { Buttons = ButtonsOf(component) },
                _ => template,
            };
        }

        return template;
    }

    private static List<MessageTemplateButton> ButtonsOf(JsonElement component)
    {
        var buttons = new List<MessageTemplateButton>();
        foreach (var button in component.Get("buttons"u8).Items())
            buttons.Add(new MessageTemplateButton(button.Get("type"u8).Text() ?? "", VariablesOf(button.Get("url"u8).Text()).Count > 0));
        return buttons;
    }

    private static IReadOnlyList<string> VariablesOf(string? text) =>
        text is null ? [] : [.. Variable().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\{\s*(?<name>\w+)\s*\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}

/// <summary>A button of a template.</summary>
/// <param name="Type">In capitals, such as <c>QUICK_REPLY</c> or <c>URL</c>.</param>
/// <param name="HasVariable">True for a link with a part that each send has to bring.</param>
public sealed record MessageTemplateButton(string Type, bool HasVariable);
