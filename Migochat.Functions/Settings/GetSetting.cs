using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Functions.Settings;

/// <summary>Shows one setting; a sensitive one without its value.</summary>
public sealed class GetSetting(SettingEditor settings, RequestGuard guard)
{
    [Function(nameof(GetSetting))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "settings/{key}")] HttpRequest request,
        string key,
        CancellationToken cancellationToken) =>
        guard.RunAsAdminAsync(request, () => ShowAsync(key, cancellationToken), cancellationToken);

    private async Task<IResult> ShowAsync(string key, CancellationToken cancellationToken) => SettingCatalogue.Find(key) is { } setting
        ? TypedResults.Json(await settings.ShowAsync(setting, cancellationToken), WireJson.Options)
        : Problems.NotFound("setting", SettingCatalogue.Nearest(key));
}
