using System.Globalization;
using System.Text.Json;
using Migochat.Data;

namespace Migochat.Webhooks;

/// <summary>The text of a template message: the body of the template with the values that were sent. Pure.</summary>
internal static class WhatsAppTemplate
{
    // WhatsApp allows 1,024 characters. Long values in many places must not grow without limit.
    private const int MaxFilled = 4096;

    /// <summary>Null if the event does not hold the template, or the template has no text.</summary>
    /// <param name="sent">The template's name and the values, as sent.</param>
    /// <param name="template">The template itself, with its components.</param>
    public static string? TextOf(JsonElement sent, JsonElement template)
    {
        var text = Body(template).Get("text"u8).Words();
        if (text is null)
            return null;
        var number = 0;
        foreach (var parameter in Body(sent).Get("parameters"u8).Items())
        {
            number++;
            var name = parameter.Get("parameter_name"u8).Text() ?? number.ToString(CultureInfo.InvariantCulture);
            if (text.Length <= MaxFilled && ValueOf(parameter) is { Length: <= MaxFilled } value)
                text = text.Replace($"{{{{{name}}}}}", value, StringComparison.Ordinal);
        }

        return text;
    }

    private static JsonElement Body(JsonElement template) => template.Get("components"u8).Items()
        .FirstOrDefault(component => "body".Equals(component.Get("type"u8).Text(), StringComparison.OrdinalIgnoreCase));

    // A currency or date also holds a text for readers.
    private static string? ValueOf(JsonElement parameter) =>
        parameter.Get("text"u8).Words()
        ?? parameter.Get("currency"u8).Get("fallback_value"u8).Words()
        ?? parameter.Get("date_time"u8).Get("fallback_value"u8).Words();
}
