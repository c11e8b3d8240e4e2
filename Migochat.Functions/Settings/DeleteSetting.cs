using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Functions.Settings;

/// <summary>Takes the shop's own value of a setting away, so that the next source counts.</summary>
public sealed class DeleteSetting(SettingEditor settings, RequestGuard guard)
{
    [Function(nameof(DeleteSetting))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "settings/{key}")] HttpRequest request,
        string key,
        CancellationToken cancellationToken) =>
        guard.RunAsAdminAsync(request, () => DeleteAsync(key, request, cancellationToken), cancellationToken);

    private async Task<IResult> DeleteAsync(string key, HttpRequest request, CancellationToken cancellationToken)
    {
        if (SettingCatalogue.Find(key) is not { } setting)
            return Problems.NotFound("setting", SettingCatalogue.Nearest(key));
        return await settings.RemoveAsync(setting, Actor.Of(request) ?? AppSetting.Nobody, cancellationToken) is { } left
            ? TypedResults.Json(left, WireJson.Options)
            : Problems.Refused($"{setting.Key} can't go back to what the next source says", $"That would break its rule: {setting.Rule.Sentence}");
    }
}
