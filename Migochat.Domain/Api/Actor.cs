using Microsoft.AspNetCore.Http;
using Migochat.Data;

namespace Migochat.Api;

/// <summary>The member of staff that sends a request, for the audit trail.</summary>
public static class Actor
{
    public const string Header = "X-Actor";
    private const int MaxLength = 100;

    /// <summary>False if the header holds control characters, line ends, or marks that override the direction of writing.</summary>
    public static bool IsPlain(HttpRequest request) => Of(request) is not { } actor || PlainText.IsLine(actor);

    /// <summary>The header's value; one that is percent-encoded, as browsers need it for Arabic, decoded. Null where there is none.</summary>
    public static string? Of(HttpRequest request)
    {
        var text = Uri.UnescapeDataString(request.Headers[Header].ToString()).Trim();
        return text.Length == 0 ? null : text.CutTo(MaxLength);
    }
}
