using System.Text;
using System.Text.Json.Nodes;
using Migochat.Data;

namespace Migochat.LocalHost.FakeMeta;

/// <summary>An answer of the fake.</summary>
internal sealed record FakeAnswer(int Status, string ContentType, byte[] Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Whether the header <c>Content-Length</c> is missing.</summary>
    public bool IsChunked { get; init; }

    /// <summary>The number of bytes after which nothing more comes, though the connection stays open; null: all come.</summary>
    public int? StallsAfter { get; init; }

    public static FakeAnswer Json(JsonObject json, int status = 200) =>
        new(status, "application/json; charset=UTF-8", Encoding.UTF8.GetBytes(json.ToJsonString(WireJson.Options)));

    /// <summary>An answer without a body.</summary>
    public static FakeAnswer Empty(int status) => new(status, "text/html", []);

    /// <summary>An error as the Graph API words it; an expired token has 400 too.</summary>
    public static FakeAnswer Error(int code, int? subcode = null, int status = 400)
    {
        var error = new JsonObject { ["message"] = "The fake Graph API refuses this call.", ["type"] = "OAuthException", ["code"] = code, ["fbtrace_id"] = "Afake" };
        if (subcode is { } number)
            error["error_subcode"] = number;
        return Json(new JsonObject { ["error"] = error }, status);
    }

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = IsChunked ? null : Body.Length;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        var ended = response.HttpContext.RequestAborted;
        await response.Body.WriteAsync(Body.AsMemory(0, StallsAfter ?? Body.Length), ended);
        if (StallsAfter is null)
            return;
        await response.Body.FlushAsync(ended);
        await Task.Delay(Timeout.InfiniteTimeSpan, ended);
    }
}
