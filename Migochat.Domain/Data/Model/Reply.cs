using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>A reply that staff want sent, or that was sent: a row of the outbox. One row is one call to Meta. Times are UTC.</summary>
public sealed class Reply
{
    public long Id { get; set; }
    public long UserId { get; set; }

    /// <summary>One of <see cref="Platform"/>.</summary>
    public required string Channel { get; set; }

    /// <summary>The page, Instagram account or phone number id that sends.</summary>
    public required string BusinessId { get; set; }

    /// <summary>The person's id on the channel; null for an answer to a comment whose author Meta does not name.</summary>
    public string? RecipientId { get; set; }

    /// <summary>Meta's id of the comment that it answers; null for a message.</summary>
    public string? CommentId { get; set; }

    /// <summary>JSON object: text, attachment or template.</summary>
    public required string Content { get; set; }

    public ReplyState State { get; set; }

    /// <summary>A random word that is sent along with the attempt's number, so that echoes and statuses find this row. Unique over all databases.</summary>
    public required string Mark { get; set; }

    /// <summary>The member of staff who wrote it, as named in X-Actor.</summary>
    public string? Writer { get; set; }

    /// <summary>True if a program wrote the text.</summary>
    public bool Automated { get; set; }

    /// <summary>The first of the rows that one text was split into; null if it was not split.</summary>
    public long? FirstId { get; set; }

    /// <summary>Calls that were begun. The number also tells one call from the next.</summary>
    public int Attempts { get; set; }

    public DateTime NextAttemptAt { get; set; }

    /// <summary>The latest time at which the call in progress has ended.</summary>
    public DateTime? ClaimedUntil { get; set; }

    /// <summary>When the last call was begun. It is the time of the message.</summary>
    public DateTime? SendingAt { get; set; }

    /// <summary>Until when the channel's free window was open, as it was known when the reply was queued; null: no window.</summary>
    public DateTime? OpenUntil { get; set; }

    /// <summary>The key of its row in <c>messages</c>, once Meta gave an id.</summary>
    public string? MessageId { get; set; }

    /// <summary>In words: why it waits, failed, or is uncertain.</summary>
    public string? Reason { get; set; }

    public ReplyPrice Price { get; set; }

    /// <summary>Until when replies to the person cost nothing; null: not known, or never.</summary>
    public DateTime? FreeUntil { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>When the present state began.</summary>
    public DateTime ChangedAt { get; set; }
}

internal sealed class ReplyConfiguration : IEntityTypeConfiguration<Reply>
{
    public void Configure(EntityTypeBuilder<Reply> builder)
    {
        builder.ToTable("outbox");
        builder.Property(reply => reply.Channel).Varchar(50);
        builder.Property(reply => reply.BusinessId).Varchar(160);
        builder.Property(reply => reply.RecipientId).Varchar(160);
        builder.Property(reply => reply.CommentId).Varchar(100);
        builder.Property(reply => reply.State).HasDefaultValue(ReplyState.Queued);
        builder.Property(reply => reply.Mark).Varchar(32);
        builder.Property(reply => reply.Writer).Varchar(100);
        builder.Property(reply => reply.Automated).HasDefaultValue(false);
        builder.Property(reply => reply.Attempts).HasDefaultValue(0);
        builder.Property(reply => reply.NextAttemptAt).DefaultNow();
        builder.Property(reply => reply.MessageId).Varchar(255);
        builder.Property(reply => reply.Reason).Varchar(500);
        builder.Property(reply => reply.Price).HasDefaultValue(ReplyPrice.Unknown).HasSentinel(ReplyPrice.Unknown);
        builder.Property(reply => reply.CreatedAt).DefaultNow();
        builder.Property(reply => reply.ChangedAt).DefaultNow();

        builder.HasOne<User>().WithMany().HasForeignKey(reply => reply.UserId).OnDelete(DeleteBehavior.NoAction);

        builder.HasIndex(reply => reply.Mark, "ix_outbox_mark").IsUnique();
        builder.HasIndex(reply => reply.UserId, "ix_outbox_user_id");
        builder.HasIndex(reply => new { reply.State, reply.NextAttemptAt }, "ix_outbox_state_next_attempt_at");

        // The report of sent messages, by month.
        builder.HasIndex(reply => new { reply.Channel, reply.SendingAt }, "ix_outbox_channel_sending_at");

        // The few that wait or are being sent, for the order within each person.
        builder.HasIndex(reply => new { reply.UserId, reply.Id }, "ix_outbox_open").HasFilter(ReplyFilters.Open);
        builder.HasIndex(reply => reply.CommentId, "ix_outbox_comment_id").HasFilter("comment_id IS NOT NULL");
        builder.HasIndex(reply => reply.FirstId, "ix_outbox_first_id").HasFilter("first_id IS NOT NULL");
        builder.HasIndex(reply => reply.MessageId, "ix_outbox_message_id").HasFilter("message_id IS NOT NULL");
    }
}

/// <summary>Conditions of the outbox's indexes and of the queries that use them.</summary>
internal static class ReplyFilters
{
    public const string Open = "state IN ('QUEUED', 'SENDING')";
}

/// <summary>How far a reply got.</summary>
public enum ReplyState
{
    /// <summary>It waits for its turn or for its next attempt.</summary>
    Queued,

    /// <summary>A call has begun or is about to.</summary>
    Sending,

    /// <summary>Meta took it.</summary>
    Sent,

    /// <summary>Nobody knows whether Meta took it. It is not sent again by itself.</summary>
    Uncertain,

    /// <summary>Meta refused it, or it could not be sent any more, or Meta could not deliver it.</summary>
    Failed,

    /// <summary>Staff took it back.</summary>
    Cancelled,
}

/// <summary>What a reply costs at Meta.</summary>
public enum ReplyPrice
{
    Free,
    Billed,
    Unknown,
}

/// <summary>A request with an Idempotency-Key, so that its repetition gets the same answer. It goes with its reply.</summary>
public sealed class ReplyRequest
{
    /// <summary>As the caller chose it.</summary>
    public required string IdempotencyKey { get; set; }

    /// <summary>SHA-256 in hex of the lead or comment and of the body.</summary>
    public required string BodyHash { get; set; }

    /// <summary>The first row that the request made.</summary>
    public long ReplyId { get; set; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; set; }
}

internal sealed class ReplyRequestConfiguration : IEntityTypeConfiguration<ReplyRequest>
{
    public void Configure(EntityTypeBuilder<ReplyRequest> builder)
    {
        builder.ToTable("outbox_requests");
        builder.HasKey(request => request.IdempotencyKey);
        builder.Property(request => request.IdempotencyKey).Varchar(255);
        builder.Property(request => request.BodyHash).Varchar(64);
        builder.Property(request => request.CreatedAt).DefaultNow();

        builder.HasOne<Reply>().WithMany().HasForeignKey(request => request.ReplyId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(request => request.ReplyId, "ix_outbox_requests_reply_id");
    }
}
