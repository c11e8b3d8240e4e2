using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>A run of one person's messages without a gap longer than the idle time. Times are UTC.</summary>
public sealed class Conversation
{
    public long Id { get; set; }
    public long UserId { get; set; }
    public DateTime StartedAt { get; set; }
    public DateTime LastActivity { get; set; }
    public bool IsActive { get; set; } = true;
    public int MessageCount { get; set; }

    /// <summary>The first inbound message that wants an answer, after the shop's last one or staff's closing; null if none waits.</summary>
    public DateTime? WaitingSince { get; set; }
}

internal sealed class ConversationConfiguration : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conversations");
        builder.Property(conversation => conversation.StartedAt).DefaultNow();
        builder.Property(conversation => conversation.LastActivity).DefaultNow();
        builder.Property(conversation => conversation.IsActive).HasDefaultValue(true);
        builder.Property(conversation => conversation.MessageCount).HasDefaultValue(0);

        builder.HasOne<User>().WithMany().HasForeignKey(conversation => conversation.UserId).OnDelete(DeleteBehavior.NoAction);

        builder.HasIndex(conversation => conversation.UserId, "ix_conversations_user_id_active").IsUnique().HasFilter("is_active = 1");
        builder.HasIndex(conversation => new { conversation.UserId, conversation.StartedAt }, "ix_conversations_user_id_started_at");
        builder.HasIndex(conversation => new { conversation.IsActive, conversation.LastActivity }, "ix_conversations_is_active_last_activity");
        builder.HasIndex(conversation => conversation.WaitingSince, "ix_conversations_waiting_since").HasFilter("waiting_since IS NOT NULL");
    }
}
