using Migochat.Data;
using static Migochat.Graph.GraphErrorKind;

namespace Migochat.Graph;

/// <summary>What Meta's error codes mean. Messenger and Instagram decide by code and subcode, WhatsApp by the code. Pure.</summary>
public static class GraphErrorCodes
{
    private static readonly Dictionary<(int Code, int Subcode), Meaning> OfMessenger = new()
    {
        [(10, 2018278)] = new(WindowClosed),
        [(10, 2018065)] = new(WindowClosed),
        [(10, 2534022)] = new(WindowClosed),
        [(551, 0)] = new(NotReachable),
        [(10, 2018108)] = new(NotReachable),
        [(10, 1893015)] = new(NotReachable, "The customer has stopped these messages."),
        [(4, 0)] = new(RateLimited),
        [(17, 0)] = new(RateLimited),
        [(32, 0)] = new(RateLimited),
        [(613, 0)] = new(RateLimited),
        [(613, 2018338)] = new(RateLimited, "Meta warns of too many messages in a short time."),
        [(9, 2018352)] = new(RateLimited),
        [(80001, 0)] = new(RateLimited),
        [(80002, 0)] = new(RateLimited),
        [(80005, 0)] = new(RateLimited),
        [(80006, 0)] = new(RateLimited),
        [(102, 0)] = new(TokenInvalid),
        [(190, 0)] = new(TokenInvalid),
        [(3, 0)] = new(NotPermitted),
        [(10, 0)] = new(NotPermitted),
        [(368, 0)] = new(NotPermitted, "Meta has restricted the page for now."),
        [(10, 1893063)] = new(NotPermitted, "Meta has restricted the page for now."),
        [(10, 2534077)] = new(NotPermitted, "The Instagram account is no longer linked with the page."),
        [(200, 2534041)] = new(NotPermitted, "The owner of the Instagram account has switched off access to messages."),
        [(100, 2534013)] = new(NotPermitted, "The Instagram account is not linked with the page."),
        [(100, 2534029)] = new(NotPermitted, "Meta has blocked the account from Instagram messages."),
        [(100, 2534037)] = new(NotPermitted, "Another app has this thread."),
        [(100, 2018300)] = new(NotPermitted, "Another app has this thread."),
        [(100, 2018321)] = new(NotPermitted, "Meta's automated answers have this thread."),
        [(100, 2018247)] = new(NotPermitted, "The app may not read profiles."),
        [(100, 2018218)] = new(NotFound, "This account has no profile that may be read."),
        [(100, 33)] = new(NotFound),
        [(100, 2018001)] = new(NotFound),
        [(100, 2534014)] = new(NotFound),
        [(100, 2534025)] = new(NotFound, "This comment can't be answered in private: it has an answer already, is deleted or is older than 7 days."),
        [(803, 0)] = new(NotFound),
        [(9000001, 0)] = new(NotFound),
        [(100, 0)] = new(Malformed),
        [(100, 2018008)] = new(Malformed, "Meta could not fetch the attachment from its link."),
        [(100, 2018047)] = new(Malformed, "Meta could not take the attachment."),
        [(100, 2018294)] = new(Malformed, "Meta could not fetch the attachment in time."),
        [(2500, 0)] = new(Malformed),
        [(1, 0)] = new(Temporary),
        [(2, 0)] = new(Temporary),
    };

    private static readonly Dictionary<int, Meaning> OfWhatsApp = new()
    {
        [131047] = new(WindowClosed),
        [131026] = new(NotReachable, "WhatsApp can't deliver to this customer: no WhatsApp, an old app, or new terms not accepted."),
        [131049] = new(NotReachable, "Meta held back a marketing message."),
        [131050] = new(NotReachable, "The customer has opted out of marketing messages."),
        [130403] = new(NotReachable, "The shop has blocked this customer."),
        [130472] = new(NotReachable, "Meta's experiment keeps messages from this customer."),
        [131021] = new(NotReachable, "The number is the shop's own."),
        [4] = new(RateLimited),
        [80007] = new(RateLimited),
        [80008] = new(RateLimited),
        [130429] = new(RateLimited),
        [133016] = new(RateLimited),
        [131048] = new(RateLimited, "Meta limits this number because of blocked or reported messages."),
        [131056] = new(RateLimited, "Too many messages to this customer in a short time."),
        [131064] = new(RateLimited, "Meta limits this number because of misclassified templates."),
        [0] = new(TokenInvalid),
        [190] = new(TokenInvalid),
        [3] = new(NotPermitted),
        [10] = new(NotPermitted),
        [33] = new(NotPermitted, "The phone number id is deleted or not ours."),
        [368] = new(NotPermitted, "Meta has locked the account for a breach of its policy."),
        [130497] = new(NotPermitted, "The account may not write to customers in this country."),
        [131005] = new(NotPermitted),
        [131031] = new(NotPermitted, "Meta has locked the account."),
        [131037] = new(NotPermitted, "The number's display name is not approved."),
        [131042] = new(NotPermitted, "There is a problem with the payment method at Meta."),
        [131045] = new(NotPermitted, "The number is not registered."),
        [131063] = new(NotPermitted),
        [133010] = new(NotPermitted, "The number is not registered."),
        [132001] = new(NotFound, "There is no approved template of this name in this language."),
        [100] = new(Malformed),
        [131008] = new(Malformed, "A parameter is missing."),
        [131009] = new(Malformed, "A parameter has a wrong value."),
        [131051] = new(Malformed, "WhatsApp does not take this kind of message."),
        [131052] = new(Malformed, "The file could not be loaded."),
        [131053] = new(Malformed, "WhatsApp could not take the file."),
        [131062] = new(Malformed, "This message needs the customer's phone number."),
        [132000] = new(Malformed, "The number of the template's parameters is wrong."),
        [132005] = new(Malformed, "The template's text is too long with these parameters."),
        [132007] = new(Malformed, "The template breaks Meta's policy."),
        [132012] = new(Malformed, "A parameter of the template has the wrong format."),
        [132015] = new(Malformed, "The template is paused because of its quality."),
        [132016] = new(Malformed, "The template is disabled because of its quality."),
        [132018] = new(Malformed, "The template's parameters are wrong."),
        [132068] = new(Malformed, "The template's flow is blocked."),
        [132069] = new(Malformed, "The template's flow is limited."),
        [135000] = new(Malformed),
        [1] = new(Temporary),
        [2] = new(Temporary),
        [131000] = new(Temporary),
        [131016] = new(Temporary),
        [131057] = new(Temporary),
        [133004] = new(Temporary),
    };

    /// <summary>The kind of an error and its reason in plain words, with the code in brackets.</summary>
    /// <param name="platform">One of <see cref="Platform"/>.</param>
    /// <param name="code">Meta's code, of an answer or of a failed status.</param>
    /// <param name="subcode">0 or null: none.</param>
    public static GraphError Read(string platform, int code, int? subcode = null)
    {
        var meaning = platform == Platform.WhatsApp ? WhatsAppMeaning(code) : MessengerMeaning(code, subcode ?? 0);
        var number = subcode is > 0 ? $"{code}/{subcode}" : $"{code}";
        return new(meaning.Kind, code, subcode, $"{meaning.Sentence ?? Sentence(meaning.Kind)} (Meta's code {number})");
    }

    /// <summary>True if Messenger and Instagram may have sent the message although they answer with this code.</summary>
    internal static bool MayHaveSent(string platform, int code) => platform != Platform.WhatsApp && code is 1 or 2;

    /// <summary>The reason for an error of this kind if nothing more is known.</summary>
    internal static string Sentence(GraphErrorKind kind) => kind switch
    {
        WindowClosed => "The time in which this customer may be written to is over.",
        NotReachable => "The customer can't be reached on this channel.",
        RateLimited => "Meta takes no more calls for now.",
        TokenInvalid => "Meta no longer accepts the access token.",
        NotPermitted => "The access token lacks a permission, or Meta has restricted the account.",
        NotFound => "Meta does not know the id, or does not show it to this app.",
        Malformed => "Meta refused the content of the call.",
        Temporary => "Meta's API failed.",
        _ => "Meta refused the call.",
    };

    private static Meaning MessengerMeaning(int code, int subcode) =>
        OfMessenger.TryGetValue((code, subcode), out var meaning) || OfMessenger.TryGetValue((code, 0), out meaning) ? meaning
        : new(IsPermission(code) ? NotPermitted : GraphErrorKind.Unknown);

    private static Meaning WhatsAppMeaning(int code) =>
        OfWhatsApp.TryGetValue(code, out var meaning) ? meaning : new(IsPermission(code) ? NotPermitted : GraphErrorKind.Unknown);

    private static bool IsPermission(int code) => code is >= 200 and <= 299;

    private readonly record struct Meaning(GraphErrorKind Kind, string? Sentence = null);
}
