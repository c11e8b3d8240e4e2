using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>One message, comment or postback between a person and the shop. Times are UTC.</summary>
public sealed class Message
{
    public long Id { get; set; }
    /// <summary>The customer, for messages in both directions; null for a comment if Meta does not name its author.</summary>
    public long? UserId { get; set; }

    /// <summary>Meta's id of the sender: the customer or the business account.</summary>
    public required string SenderId { get; set; }

    public required string RecipientId { get; set; }
    public string? MessageText { get; set; }
    public MessageDirection Direction { get; set; }
    public MessageStatus Status { get; set; }
    public DateTime Timestamp { get; set; }

    /// <summary>The mid or wamid, or a key of our own for a message that has none. Compared ordinally; never cut.</summary>
    public string? FacebookMessageId { get; set; }

    public string MessageType { get; set; } = "text";

    /// <summary>JSON object, or null.</summary>
    public string? MessageMetadata { get; set; }

    public string Platform { get; set; } = "facebook";
    public MessageSource MessageSource { get; set; }
    public long? PostId { get; set; }
    public PostType? PostType { get; set; }
    public long? AdId { get; set; }
    public string? CommentId { get; set; }
    public string? ReferralSource { get; set; }

    /// <summary>The text reader's result, with the lexicon's version. It stays when the text is removed.</summary>
    public string? Signals { get; set; }

    /// <summary>Whether the customer waits for an answer to it.</summary>
    public AnswerWanted WantsAnswer { get; set; }

    /// <summary>When the first copy was received.</summary>
    public DateTime ReceivedAt { get; set; }
}

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
        builder.Property(message => message.WantsAnswer).HasDefaultValue(AnswerWanted.Always);
        builder.Property(message => message.ReceivedAt).DefaultNow();

        builder.HasOne<User>().WithMany().HasForeignKey(message => message.UserId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Post>().WithMany().HasForeignKey(message => message.PostId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<AdCampaign>().WithMany().HasForeignKey(message => message.AdId).OnDelete(DeleteBehavior.NoAction);

        builder.HasIndex(message => message.FacebookMessageId, "ix_messages_facebook_message_id").IsUnique();
        builder.HasIndex(message => new { message.UserId, message.Timestamp }, "ix_messages_user_id_timestamp");
        builder.HasIndex(message => message.Timestamp, "ix_messages_timestamp");

        // What a person's texts say of their governorate and phone, newest first. The queries repeat the filter word for word.
        builder.HasIndex(message => new { message.UserId, message.Direction, message.Timestamp }, "ix_messages_governorate").HasFilter(MessageFilters.Governorate);
        builder.HasIndex(message => new { message.UserId, message.Direction, message.Timestamp }, "ix_messages_phone").HasFilter($"{MessageFilters.Phone} AND message_text IS NOT NULL");
        builder.HasIndex(message => new { message.UserId, message.Timestamp }, "ix_messages_complaint").HasFilter(MessageFilters.Complaint);
        // The shop's last message to a person, however many messages of the person follow it.
        builder.HasIndex(message => new { message.UserId, message.Timestamp }, "ix_messages_outbound").HasFilter(MessageFilters.Outbound);
        builder.HasIndex(message => new { message.PostId, message.UserId }, "ix_messages_post_id_user_id").HasFilter("post_id IS NOT NULL");
        builder.HasIndex(message => new { message.AdId, message.UserId }, "ix_messages_ad_id_user_id").HasFilter("ad_id IS NOT NULL");
    }
}

/// <summary>Conditions of indexes and of the queries that use them.</summary>
internal static class MessageFilters
{
    /// <summary>The shop's messages.</summary>
    public const string Outbound = "direction = 'OUTBOUND'";

    /// <summary>The text names a governorate.</summary>
    public const string Governorate = """signals LIKE '%"g":%'""";

    /// <summary>The text complains. No other part of the signals has this word in quotes: evidence is one string for all intents.</summary>
    public const string Complaint = """signals LIKE '%"complaint"%'""";

    /// <summary>The text has a phone number.</summary>
    public const string Phone = """signals LIKE '%"p":%'""";
}

/// <summary>Inbound: customer to shop. Outbound: shop to customer.</summary>
public enum MessageDirection
{
    Inbound,
    Outbound,
}

/// <summary>How a message reached the shop.</summary>
public enum MessageSource
{
    DirectMessage,
    PostComment,
    AdMessage,
    LeadAd,
    StoryReply,
}

/// <summary>Whether the customer waits for an answer to a message.</summary>
public enum AnswerWanted
{
    Always,

    /// <summary>Only if the shop never answered: thanks, an emoji, an "ok".</summary>
    IfUnanswered,

    /// <summary>What was said in a group, and what was deleted.</summary>
    Never,
}

/// <summary>How far an outbound message got. Inbound messages stay <see cref="Sent"/>.</summary>
public enum MessageStatus
{
    Sent,
    Delivered,
    Read,
    Failed,
}
