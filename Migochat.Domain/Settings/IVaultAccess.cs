using Azure.Core;
using Azure.Security.KeyVault.Secrets;

namespace Migochat.Settings;

/// <summary>As whom and by what way a vault is read. Asked when a vault is read for the first time.</summary>
public interface IVaultAccess
{
    /// <summary>Whose rights hold.</summary>
    TokenCredential Credential();

    /// <summary>The way of the requests. Tries of the client's own are turned off afterwards.</summary>
    SecretClientOptions Options();
}
