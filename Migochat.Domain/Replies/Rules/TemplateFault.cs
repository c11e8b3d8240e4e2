using Microsoft.AspNetCore.Http;
using Migochat.Data;
using Migochat.Graph;

namespace Migochat.Replies;

/// <summary>Decides whether a template with its parameters is one that Meta has approved. Pure.</summary>
internal static class TemplateFault
{
    /// <param name="wanted">What is to be sent.</param>
    /// <param name="known">Meta's templates of that name.</param>
    /// <returns>The template with the category that Meta has it in, or its fault.</returns>
    public static (ReplyTemplate Template, IResult? Fault) Of(ReplyTemplate wanted, IReadOnlyList<MessageTemplate> known)
    {
        if (known.Count == 0)
            return (wanted, ReplyProblems.BadTemplate("The number has no template of this name", "Send the name of a template of this number's WhatsApp account, as WhatsApp Manager shows it."));
        if (known.FirstOrDefault(template => template.Language == wanted.Language) is not { } found)
            return (wanted, ReplyProblems.BadTemplate("The template does not exist in this language", $"Send one of: {string.Join(", ", known.Select(template => template.Language))}."));
        if (!found.IsApproved)
            return (wanted, ReplyProblems.BadTemplate("Meta does not send this template", $"Its status at Meta is {found.Status}. Choose another one, or wait until it is approved."));
        if (found.HasMediaHeader)
            return (wanted, ReplyProblems.BadTemplate("The template has a picture, a file or a place above its text", "Migochat does not send such templates. Choose one with a text alone."));
        var fault = OfVariables("header", wanted.Header ?? [], found.Header) ?? OfVariables("body", wanted.Body ?? [], found.Body) ?? OfButtons(wanted.Buttons ?? [], found.Buttons);
        return (EnumText.TryFromWire<ReplyTemplateCategory>(found.Category.ToLowerInvariant(), out var category) ? wanted with { Category = category } : wanted, fault);
    }

    private static IResult? OfVariables(string part, IReadOnlyList<ReplyTemplateParameter> given, IReadOnlyList<string> variables)
    {
        var areNamed = variables.Any(variable => !variable.All(char.IsAsciiDigit));
        var fits = given.Count == variables.Count && (areNamed
            ? given.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal).SetEquals(variables)
            : given.All(parameter => parameter.Name is null));
        if (fits)
            return null;
        var expected = variables.Count == 0 ? "none"
            : areNamed ? $"one for each of these names: {string.Join(", ", variables)}"
            : $"{variables.Count}, in their order and without names";
        return ReplyProblems.BadTemplate("A parameter of the template is missing, or there are too many", $"Parameters of {part}: send {expected}.");
    }

    private static IResult? OfButtons(IReadOnlyList<ReplyTemplateButton> given, IReadOnlyList<MessageTemplateButton> buttons)
    {
        for (var index = 0; index < buttons.Count; index++)
        {
            if (buttons[index].Type == "COPY_CODE")
                return ReplyProblems.BadTemplate("The template has a button that copies a code", "Migochat does not send such templates. Choose another one.");
            if (buttons[index].HasVariable && !given.Any(button => button.Index == index && button.Type == ReplyTemplateButtonType.Url))
                return ReplyProblems.BadTemplate("A parameter of the template is missing, or there are too many", $"Button {index} needs the end of its link: send it in buttons with type url.");
        }

        var fits = given.DistinctBy(button => button.Index).Count() == given.Count
            && given.All(button => button.Index < buttons.Count && (button.Type == ReplyTemplateButtonType.Url ? buttons[button.Index].HasVariable : buttons[button.Index].Type == "QUICK_REPLY"));
        return fits ? null : ReplyProblems.BadTemplate("The template has no such button", "Send each button of the template once at most: type url for a link with a variable end, quick_reply for an answer.");
    }
}
