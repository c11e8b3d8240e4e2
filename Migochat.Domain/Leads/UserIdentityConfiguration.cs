using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Leads;

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
