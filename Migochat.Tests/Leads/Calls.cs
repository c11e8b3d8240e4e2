using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Migochat.Tests.Leads;

/// <summary>Calls that send JSON.</summary>
internal static class Calls
{
    public static Task<(HttpStatusCode Status, JsonNode? Body)> PatchAsync(this Shop shop, string body, string? ifMatch = null, string? actor = null)
    {
        var headers = new List<(string, string)>();
        if (ifMatch is not null)
            headers.Add(("If-Match", ifMatch));
        if (actor is not null)
            headers.Add(("X-Actor", Uri.EscapeDataString(actor)));
        return shop.SendJsonAsync(HttpMethod.Patch, "leads/1", body, [.. headers]);
    }

    public static async Task<(HttpStatusCode Status, JsonNode? Body)> SendJsonAsync(this Shop shop, HttpMethod method, string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = Shop.Request(method, path);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await shop.Client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, answer.Length == 0 ? null : JsonNode.Parse(answer));
    }
}
