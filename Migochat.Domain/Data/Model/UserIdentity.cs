using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>One of the ids under which Meta knows a person. An event that carries two ids connects them to one person.</summary>
public sealed class UserIdentity
{
    public long Id { get; set; }
    public long UserId { get; set; }

    /// <summary>One of <see cref="IdentityKind"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>Up to 160 characters, compared ordinally; a WhatsApp number is digits without a plus.</summary>
    public required string Value { get; set; }

    /// <summary>The time (UTC) of the latest event with this id.</summary>
    public DateTime SeenAt { get; set; }

    /// <summary>Events at or before this time (UTC) are refused: the id was erased then, and a later event brought it back.</summary>
    public DateTime? ErasedBefore { get; set; }

    /// <summary>Nobody asked whether the id was erased at or before this time (UTC): the event that brought it was younger. Null: <see cref="ErasedBefore"/> is known.</summary>
    public DateTime? ErasureUnknownBefore { get; set; }
}

internal sealed class UserIdentityConfiguration : IEntityTypeConfiguration<UserIdentity>
{
    public void Configure(EntityTypeBuilder<UserIdentity> builder)
    {
        builder.ToTable("user_identities");
        builder.Property(identity => identity.Kind).Varchar(20);
        builder.Property(identity => identity.Value).Varchar(160);

        builder.HasOne<User>().WithMany().HasForeignKey(identity => identity.UserId).OnDelete(DeleteBehavior.NoAction);

        builder.HasIndex(identity => new { identity.Kind, identity.Value }, "ix_user_identities_kind_value").IsUnique();
        builder.HasIndex(identity => identity.UserId, "ix_user_identities_user_id");
    }
}

/// <summary>The kinds of ids of a person, as stored in <c>user_identities.kind</c>.</summary>
public static class IdentityKind
{
    /// <summary>Page-scoped id, and the author of a comment on the page.</summary>
    public const string Facebook = "facebook";

    /// <summary>Instagram-scoped id.</summary>
    public const string Instagram = "instagram";

    /// <summary>WhatsApp number: country code and digits, no plus.</summary>
    public const string WhatsAppPhone = "wa_phone";

    /// <summary>WhatsApp business-scoped user id, such as <c>EG.1234…</c>.</summary>
    public const string WhatsAppUser = "wa_user";

    /// <summary>A filled-in lead form.</summary>
    public const string Leadgen = "leadgen";
}

/// <summary>An id of a person, as an event carries it.</summary>
/// <param name="Kind">One of <see cref="IdentityKind"/>.</param>
/// <param name="Value">1 to 160 characters, ordinal.</param>
public readonly record struct Identity(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("value")] string Value)
{
    public const int MaxLength = 160;
}
