using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Privacy;

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
