using Microsoft.Extensions.Configuration;

namespace Migochat.Data;

/// <summary>Whether the process runs on Azure.</summary>
internal static class AzureRules
{
    public static bool IsAzure(IConfiguration configuration) => !string.IsNullOrEmpty(configuration["WEBSITE_INSTANCE_ID"]);
}
