using System.Net.Http.Headers;

namespace Migochat.Graph;

/// <summary>The types of files that are passed on. What a browser could run, such as HTML and SVG, is not among them. Pure.</summary>
public static class MediaTypes
{
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "image/jpeg", "image/png", "image/gif", "image/webp",
        "audio/aac", "audio/amr", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/opus", "audio/wav", "audio/x-wav", "audio/webm", "audio/x-m4a",
        "video/mp4", "video/3gpp", "video/ogg", "video/quicktime", "video/webm", "video/x-msvideo",
    };

    private static readonly HashSet<string> Saved = new(StringComparer.OrdinalIgnoreCase)
    {
        "application/pdf", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "application/zip", "application/octet-stream",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation", "text/plain", "text/csv", "text/vcard",
    };

    /// <summary>The type without its parameters, in lower case; null for one that is not passed on.</summary>
    public static string? Safe(string? type) =>
        MediaTypeHeaderValue.TryParse(type, out var known) && known.MediaType is { } name && (Shown.Contains(name) || Saved.Contains(name)) ? name.ToLowerInvariant() : null;

    /// <summary>True for pictures, sound and videos, which a browser may show itself; the others are saved.</summary>
    public static bool IsShown(string type) => Shown.Contains(type);
}
