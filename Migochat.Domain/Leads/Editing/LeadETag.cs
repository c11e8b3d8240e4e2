using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Migochat.Data;

namespace Migochat.Leads;

/// <summary>Tells two states of a lead apart by the fields that staff may change, and by nothing else.</summary>
internal static class LeadETag
{
    private const int Characters = 22;

    /// <summary>With the quotes that the header wants.</summary>
    public static string Of(User user)
    {
        var fields = JsonSerializer.Serialize(
            new { user.Id, user.LeadStage, user.CustomerLabel, user.CustomerType, user.Governorate, user.FirstName, user.LastName, user.PhoneNumber, user.Locked },
            WireJson.Options);
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fields)))[..Characters]}\"";
    }
}
