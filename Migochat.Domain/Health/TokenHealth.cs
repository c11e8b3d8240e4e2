using Migochat.Data;
using Migochat.Graph;

namespace Migochat.Health;

/// <summary>What Meta said last of one token.</summary>
/// <param name="Setting">The key of its setting.</param>
/// <param name="Account">The account that the setting names with it; null: every account without its own.</param>
/// <param name="Valid">Null: Meta could not be asked.</param>
/// <param name="DaysLeft">Until the token or the access to data ends; null: never, or not known.</param>
/// <param name="MissingPermissions">Those without which something is refused.</param>
/// <param name="Reason">Why it is invalid or not known.</param>
/// <param name="CheckedAt">UTC.</param>
public sealed record TokenHealth(
    string Setting, string? Account, bool? Valid, long? DaysLeft, IReadOnlyList<string> MissingPermissions, string? Reason, DateTime CheckedAt)
{
    internal static TokenHealth Of(TokenCheck check, DateTime now) => new(
        check.Setting,
        check.Account,
        check.IsValid,
        check.EndsAt is { } ends ? TokenDays.Left(ends, now) : null,
        check.MissingPermissions.Split(',', StringSplitOptions.RemoveEmptyEntries),
        check.Reason,
        check.CheckedAt);
}
