using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;
using Migochat.Leads;

namespace Migochat.Messaging;

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
