using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;
using Migochat.Leads;

namespace Migochat.Messaging;

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("messages");
        builder.Property(message => message.SenderId).Varchar(160);
        builder.Property(message => message.RecipientId).Varchar(160);
        builder.Property(message => message.Status).HasDefaultValue(MessageStatus.Sent);
        builder.Property(message => message.Timestamp).DefaultNow();
        builder.Property(message => message.FacebookMessageId).Varchar(255);
        builder.Property(message => message.MessageType).Varchar(50).HasDefaultValue("text");
        builder.Property(message => message.Platform).Varchar(50).HasDefaultValue("facebook");
        builder.Property(message => message.MessageSource).HasDefaultValue(MessageSource.DirectMessage);
        builder.Property(message => message.CommentId).Varchar(100);
        builder.Property(message => message.ReferralSource).Varchar(2083);
        builder.Property(message => message.ReceivedAt).DefaultNow();

        builder.HasOne<User>().WithMany().HasForeignKey(message => message.UserId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Post>().WithMany().HasForeignKey(message => message.PostId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<AdCampaign>().WithMany().HasForeignKey(message => message.AdId).OnDelete(DeleteBehavior.NoAction);

        builder.HasIndex(message => message.FacebookMessageId, "ix_messages_facebook_message_id").IsUnique();
        builder.HasIndex(message => new { message.UserId, message.Timestamp }, "ix_messages_user_id_timestamp");
        builder.HasIndex(message => message.Timestamp, "ix_messages_timestamp");
        builder.HasIndex(message => new { message.PostId, message.UserId }, "ix_messages_post_id_user_id").HasFilter("post_id IS NOT NULL");
        builder.HasIndex(message => new { message.AdId, message.UserId }, "ix_messages_ad_id_user_id").HasFilter("ad_id IS NOT NULL");
    }
}
