using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>A post of the shop's page, known from the page's feed or from a message that came through it.</summary>
public sealed class Post
{
    public long Id { get; set; }
    public required string FacebookPostId { get; set; }
    public PostType PostType { get; set; }
    public string? PostContent { get; set; }
    public string? PostPrice { get; set; }

    /// <summary>JSON object with the shop's own product data.</summary>
    public string? PostData { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>An event made the row and nobody has edited it yet, so later events may overwrite it.</summary>
    public bool IsStub { get; set; }

    /// <summary>The time of the event that its text came from.</summary>
    public DateTime? ContentAt { get; set; }

    /// <summary>The post's address at Meta, as the Graph API gives it.</summary>
    public string? Permalink { get; set; }

    public bool IsActive { get; set; } = true;
}

internal sealed class PostConfiguration : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.ToTable("posts");
        builder.Property(post => post.FacebookPostId).Varchar(100);
        builder.Property(post => post.PostPrice).Varchar(100);
        builder.Property(post => post.CreatedAt).DefaultNow();
        builder.Property(post => post.Permalink).Varchar(2048);
        builder.Property(post => post.IsStub).HasDefaultValue(false);
        builder.Property(post => post.IsActive).HasDefaultValue(true);

        builder.HasIndex(post => post.FacebookPostId, "ix_posts_facebook_post_id").IsUnique();
    }
}

/// <summary>The shop's use of a Facebook or Instagram post.</summary>
public enum PostType
{
    Product,
    Info,
    Ad,
}
