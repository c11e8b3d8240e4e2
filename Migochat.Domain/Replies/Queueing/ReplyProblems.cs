using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Migochat.Api;
using Migochat.Data;

namespace Migochat.Replies;

/// <summary>Why a reply is not queued. Each answer says what to do.</summary>
internal static class ReplyProblems
{
    public static IResult NoThread { get; } = Problems.Refused(
        "This person can't be answered", "There is no message of the person's on Messenger, Instagram or WhatsApp, only a form or a comment. Call, or answer the comment.");

    public static IResult OtherKey { get; } = Problems.Refused(
        "This Idempotency-Key belongs to another request", "Send a new key for a new reply, and the same key only to repeat a request.");

    public static IResult NoMarketing { get; } = Problems.RefusedField(
        "template", "The person wants no marketing", "Send a template of another category, or answer when the person writes.");

    public static IResult NoComment { get; } = Problems.Refused(
        "This message is no comment that can be answered", "Only comments of people on a page's post or an Instagram account's media can be answered here.");

    public static IResult NoAuthor { get; } = Problems.Refused(
        "The author of the comment is not known", "Meta did not name the author. Answer the comment on the page.");

    public static IResult AnsweredPrivately { get; } = Problems.Refused(
        "The comment was answered in private", "Meta allows one private answer to a comment. Answer in public, or wait until the person writes.");

    public static IResult TooLateForPrivate(DateTime until) => Closed(
        $"A private answer was possible until {Text(until)}.", [], null);

    public static IResult NoSuchThread(IReadOnlyList<ReplyThread> threads) => Problems.Refused(
        "The person has no such thread",
        $"Send channel and business_id of one of these: {string.Join(", ", threads.Select(thread => $"{thread.Channel} {thread.BusinessId}").Distinct(StringComparer.Ordinal))}.");

    public static IResult NoToken(string setting) => Problems.Conflict("No token is configured for this account", $"Set {setting} (PUT /api/settings/{setting}), then send the reply again.");

    public static IResult BadTemplate(string title, string detail) => Problems.RefusedField("template", title, detail);

    public static IResult NotOnChannel(string field, string detail) => Problems.RefusedField(field, "The channel has no such message", detail);

    public static IResult TooLong(ChannelLimits limits, int most) => Problems.RefusedField("text", "The text is too long for the channel", $"Send {limits.Words(most)} at most.");

    /// <summary>The window is closed: says what can still be sent, and until when.</summary>
    public static IResult WindowClosed(ReplyWindow window, bool isAutomated, DateTime now)
    {
        var closed = $"The person wrote last at {Text(window.LastInbound!.Value)}, so the window of 24 hours closed at {Text(window.OpenUntil!.Value)}.";
        if (window.Channel == Platform.WhatsApp)
            return Closed($"{closed} An approved template can still be sent.", ["template"], null);
        if (now < window.HumanUntil && !isAutomated)
            return Closed($"{closed} A text of a person could be sent until {Text(window.HumanUntil.Value)}, if the setting human_agent were true.", ["human_agent"], window.HumanUntil);
        return Closed($"{closed} Nothing can be sent until the person writes again.", [], null);
    }

    private static ProblemHttpResult Closed(string detail, IReadOnlyList<string> canSend, DateTime? until) => TypedResults.Problem(
        statusCode: StatusCodes.Status422UnprocessableEntity,
        title: "The window for replies is closed",
        detail: detail,
        extensions: [new("can_send", canSend), new("until", until)]);

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
