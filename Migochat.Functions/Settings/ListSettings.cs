using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Migochat.Access;
using Migochat.Data;
using Migochat.Settings;

namespace Migochat.Functions.Settings;

/// <summary>Lists every setting, sensitive values left out.</summary>
public sealed class ListSettings(SettingEditor settings, RequestGuard guard)
{
    [Function(nameof(ListSettings))]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "settings")] HttpRequest request,
        CancellationToken cancellationToken) =>
        guard.RunAsAdminAsync(request, async () => TypedResults.Json(await settings.ListAsync(cancellationToken), WireJson.Options), cancellationToken);
}
