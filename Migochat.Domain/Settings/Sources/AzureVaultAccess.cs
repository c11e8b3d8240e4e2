using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;
using Migochat.Data;

namespace Migochat.Settings;

/// <summary>
/// Vaults are read as the identity that Azure gives the app, the one of <c>AZURE_CLIENT_ID</c> where there are several; outside
/// Azure also as the account of the environment variables <c>AZURE_*</c> or of the Azure command line.
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
            // Other programs in which a person may have signed in. Each that is tried takes time, and one is enough.
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

/// <summary>As whom and by what way a vault is read. Asked when a vault is read for the first time.</summary>
public interface IVaultAccess
{
    /// <summary>Whose rights hold.</summary>
    TokenCredential Credential();

    /// <summary>The way of the requests. Tries of the client's own are turned off afterwards.</summary>
    SecretClientOptions Options();
}
