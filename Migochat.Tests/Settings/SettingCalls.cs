using System.Net;
using System.Text.Json.Nodes;
using Migochat.Tests.Leads;

namespace Migochat.Tests.Settings;

/// <summary>Calls that change settings.</summary>
internal static class SettingCalls
{
    public static Task<(HttpStatusCode Status, JsonNode? Body)> PutAsync(this Shop shop, string key, string value, string? actor = null, bool isConfirmed = false) => shop.SendJsonAsync(
        HttpMethod.Put, $"settings/{key}", (isConfirmed ? new JsonObject { ["value"] = value, ["confirm"] = true } : new JsonObject { ["value"] = value }).ToJsonString(), actor is null ? [] : [("X-Actor", Uri.EscapeDataString(actor))]);
}
