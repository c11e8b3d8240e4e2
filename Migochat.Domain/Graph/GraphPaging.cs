using System.Text.Json;
using Migochat.Data;

namespace Migochat.Graph;

/// <summary>Meta's lists come in pages, and each names the next one. Pure.</summary>
internal static class GraphPaging
{
    /// <summary>The value of <c>after</c> that asks for the next page; null if this is the last one.</summary>
    public static string? Next(JsonElement page)
    {
        var paging = page.Get("paging"u8);
        return paging.Get("next"u8).IsPresent() ? paging.Get("cursors"u8).Get("after"u8).Text() : null;
    }
}
