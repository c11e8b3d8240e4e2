using Microsoft.AspNetCore.Http;
using Migochat.Api;

namespace Migochat.Replies;

/// <summary>The header Idempotency-Key.</summary>
public static class ReplyKey
{
    private const int Longest = 255;
    private const string Header = "Idempotency-Key";

    public static IResult Refusal { get; } = Problems.BadHeader(Header, $"Send it once, with 1 to {Longest} characters of ASCII without blanks.");

    /// <summary>The key; null without the header. False: it is none.</summary>
    public static (bool IsUsable, string? Key) Of(HttpRequest request)
    {
        var values = request.Headers[Header];
        if (values.Count == 0)
            return (true, null);
        var key = values.ToString();
        return values.Count == 1 && key.Length is > 0 and <= Longest && key.All(letter => letter is > ' ' and < '\x7f') ? (true, key) : (false, null);
    }
}
