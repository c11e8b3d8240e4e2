using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>A data deletion or deauthorization that came through Meta, or an erasure by staff. Holds no id of the person. Times are UTC.</summary>
public sealed class DeletionRequest
{
    public long Id { get; set; }

    /// <summary>128 random bits in hex. The person uses the code to follow the request.</summary>
    public required string Code { get; set; }

    /// <summary>One of <see cref="DeletionKind"/>.</summary>
    public required string Kind { get; set; }

    public required string PersonHash { get; set; }
    public DateTime? IssuedAt { get; set; }
    public DateTime RequestedAt { get; set; }
    public DateTime? CompletedAt { get; set; }

    /// <summary>JSON object with the number of rows erased by table.</summary>
    public string? Receipt { get; set; }
}

internal sealed class DeletionRequestConfiguration : IEntityTypeConfiguration<DeletionRequest>
{
    public void Configure(EntityTypeBuilder<DeletionRequest> builder)
    {
        builder.ToTable("deletion_requests");
        builder.Property(request => request.Code).Varchar(32);
        builder.Property(request => request.Kind).Varchar(20);
        builder.Property(request => request.PersonHash).Varchar(64);
        builder.Property(request => request.RequestedAt).DefaultNow();

        builder.HasIndex(request => request.Code, "ix_deletion_requests_code").IsUnique();
        builder.HasIndex(request => new { request.PersonHash, request.Kind, request.IssuedAt }, "ix_deletion_requests_person_hash_kind_issued_at").IsUnique();
    }
}

/// <summary>The values of <c>deletion_requests.kind</c>.</summary>
internal static class DeletionKind
{
    /// <summary>A member of staff erased the person.</summary>
    public const string Erasure = "erasure";

    /// <summary>The person asked for it through Meta.</summary>
    public const string DataDeletion = "data_deletion";

    /// <summary>The person removed the app's permissions and asked for nothing else.</summary>
    public const string Deauthorize = "deauthorize";
}
