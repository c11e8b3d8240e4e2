using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;
using Migochat.Data;

namespace Migochat.Settings;

/// <summary>
/// Reads vaults with the app's identity in Azure; <c>AZURE_CLIENT_ID</c> names it if there are several. Outside Azure also with
/// the account of the environment variables <c>AZURE_*</c> or of the Azure command line.
/// </summary>
internal sealed class AzureVaultAccess(IConfiguration configuration) : IVaultAccess
{
    public TokenCredential Credential()
    {
        var identity = configuration["AZURE_CLIENT_ID"] is { Length: > 0 } client ? client : null;
        return new DefaultAzureCredential(new DefaultAzureCredentialOptions
        {
            ManagedIdentityClientId = identity,
            WorkloadIdentityClientId = identity,
            // Excludes other programs in which a person may have signed in. Each attempt takes time, and one source is enough.
            ExcludeVisualStudioCredential = true,
            ExcludeVisualStudioCodeCredential = true,
            ExcludeAzurePowerShellCredential = true,
            ExcludeAzureDeveloperCliCredential = true,
            ExcludeInteractiveBrowserCredential = true,
            ExcludeBrokerCredential = true,
            ExcludeAzureCliCredential = AzureRules.IsAzure(configuration),
        });
    }

    public SecretClientOptions Options() => new();
}

/// <summary>The credential and the transport for reading a vault. Asked when a vault is read for the first time.</summary>
public interface IVaultAccess
{
    /// <summary>The identity that reads the vault.</summary>
    TokenCredential Credential();

    /// <summary>The transport of the requests. The client's own retries are turned off afterwards.</summary>
    SecretClientOptions Options();
}
