using Azure.Core;
using Azure.Identity;
using Microsoft.AspNetCore.Http;

namespace Migochat.Tests.Settings;

/// <summary>What a vault can do, by the words of docs/settings.md.</summary>
/// <param name="Begin">Makes the vault do it.</param>
/// <param name="IsSilent">Whether only the clock ends the wait.</param>
internal sealed record VaultFault(Action<TestVault> Begin, bool IsSilent = false)
{
    public static IReadOnlyDictionary<string, VaultFault> ByName { get; } = new Dictionary<string, VaultFault>(StringComparer.Ordinal)
    {
        ["gives every secret"] = new(_ => { }),
        ["has the secret no more (404)"] = new(vault => vault.Secrets.Clear()),
        ["has it disabled (403)"] = Says(403, """{"error":{"code":"Forbidden","message":"Operation get is not allowed on a disabled secret.","innererror":{"code":"SecretDisabled"}}}"""),
        ["has it empty"] = new(vault => vault.Secrets["fb-app-secret"] = " "),
        ["does not let the app in (403)"] = Says(403, """{"error":{"code":"Forbidden","message":"Caller is not authorized.","innererror":{"code":"ForbiddenByRbac"}}}"""),
        ["takes no token (401)"] = Says(401, "{}"),
        ["is asked too often (429)"] = Says(429, """{"error":{"code":"Throttled"}}""", retryAfter: "20"),
        ["fails (500)"] = Says(500, "<html>"),
        ["is unavailable (503)"] = Says(503, "", retryAfter: "Sun, 01 Mar 2026 12:01:00 GMT"),
        ["never answers"] = new(vault => vault.Instead = context => vault.BeSilentAsync(context.RequestAborted), IsSilent: true),
        ["stops in the middle of an answer"] = new(vault => vault.Instead = context => StopHalfwayAsync(vault, context), IsSilent: true),
        ["is no vault (404 of somebody else)"] = Says(404, "<html>"),
        ["answers something that is no JSON"] = Says(200, "<html>"),
        ["answers JSON without a value"] = Says(200, """{"id":"https://shop.vault.azure.net/secrets/fb-app-secret/1"}"""),
        ["cuts the connection"] = new(vault => vault.Instead = context => { context.Abort(); return Task.CompletedTask; }),
        ["can't be reached"] = new(vault => vault.IsDown = true),
        ["shows a certificate that nobody trusts"] = new(vault => vault.IsTrusted = false),
        ["is there, but Azure gives no token"] = new(vault => RefuseTokens(vault)),
        ["is there, but the token takes for ever"] = new(vault => HoldTokens(vault), IsSilent: true),
    };

    private static VaultFault Says(int status, string body, string? retryAfter = null) => new(vault => vault.Instead = context =>
    {
        context.Response.Headers.RetryAfter = retryAfter;
        return TestVault.WriteAsync(context, status, body);
    });

    private static async Task StopHalfwayAsync(TestVault vault, HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"value":"half-of-a-sec""");
        await context.Response.Body.FlushAsync();
        await vault.BeSilentAsync(context.RequestAborted);
    }

    private static void RefuseTokens(TestVault vault) =>
        vault.InsteadOfToken = _ => Task.FromException<AccessToken>(new CredentialUnavailableException("No identity."));

    private static void HoldTokens(TestVault vault) => vault.InsteadOfToken = async cancellationToken =>
    {
        await vault.BeSilentAsync(cancellationToken);
        throw new OperationCanceledException(cancellationToken);
    };
}
