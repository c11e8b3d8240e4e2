using System.Text;
using System.Text.Json.Nodes;
using Migochat.Data;

namespace Migochat.LocalHost.FakeMeta;

/// <summary>An answer of the fake.</summary>
internal sealed record FakeAnswer(int Status, string ContentType, byte[] Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

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

    public Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.ContentLength = Body.Length;
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        return response.Body.WriteAsync(Body, response.HttpContext.RequestAborted).AsTask();
    }
}
