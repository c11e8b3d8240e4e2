using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Messaging;

internal sealed class PostConfiguration : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.ToTable("posts");
        builder.Property(post => post.FacebookPostId).Varchar(100);
        builder.Property(post => post.PostPrice).Varchar(100);
        builder.Property(post => post.CreatedAt).DefaultNow();
        builder.Property(post => post.IsStub).HasDefaultValue(false);
        builder.Property(post => post.IsActive).HasDefaultValue(true);

        builder.HasIndex(post => post.FacebookPostId, "ix_posts_facebook_post_id").IsUnique();
    }
}
