using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Api;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Functions.Settings;

/// <summary>Gives a setting a value of the shop's own, which comes before all other sources.</summary>
public sealed class UpdateSetting(SettingEditor settings, RequestGuard guard)
{
    [Function(nameof(UpdateSetting))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "settings/{key}")] HttpRequest request,
        string key,
        CancellationToken cancellationToken) =>
        guard.RunAsAdminAsync(request, () => UpdateAsync(key, request, cancellationToken), cancellationToken);

    private async Task<IResult> UpdateAsync(string key, HttpRequest request, CancellationToken cancellationToken)
    {
        if (SettingCatalogue.Find(key) is not { } setting)
            return Problems.NotFound("setting", SettingCatalogue.Nearest(key));
        var body = await BodyReader.ReadAsync(request, cancellationToken);
        var (value, isConfirmed) = (body.Scalar("value"), body.Truth("confirm").Value == true);
        body.Require(value, "value");
        if (body.Problem is { } problem)
            return problem;
        if (setting.NeedsConfirmation(value.Value!) && !isConfirmed)
            return Problems.RefusedField("confirm", "This removes texts for good", setting.Confirmation!.Sentence);
        return await settings.SetAsync(setting, value.Value!, Actor.Of(request) ?? AppSetting.Nobody, cancellationToken) is { } changed
            ? TypedResults.Json(changed, WireJson.Options)
            : Problems.RefusedField("value", $"This is no value for {setting.Key}", setting.Rule.Sentence);
    }
}
