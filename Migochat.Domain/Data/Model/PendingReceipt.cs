using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>An edit, deletion, reaction or status that came before its message. Kept for 30 days at most. Times are UTC.</summary>
public sealed class PendingReceipt
{
    public long Id { get; set; }
    public required string Kind { get; set; }

    /// <summary>The key of the missing message.</summary>
    public required string Target { get; set; }

    /// <summary>Distinguishes several rows of one kind, for example by the side that reacted.</summary>
    public required string Discriminator { get; set; }

    public DateTime EventAt { get; set; }

    /// <summary>JSON object. The kind determines its members.</summary>
    public string? Payload { get; set; }

    public DateTime ReceivedAt { get; set; }
}

internal sealed class PendingReceiptConfiguration : IEntityTypeConfiguration<PendingReceipt>
{
    public void Configure(EntityTypeBuilder<PendingReceipt> builder)
    {
        builder.ToTable("pending_receipts");
        builder.Property(receipt => receipt.Kind).Varchar(20);
        builder.Property(receipt => receipt.Target).Varchar(255);
        builder.Property(receipt => receipt.Discriminator).Varchar(255);
        builder.Property(receipt => receipt.ReceivedAt).DefaultNow();

        builder.HasIndex(receipt => new { receipt.Target, receipt.Kind, receipt.Discriminator }, "ix_pending_receipts_target_kind_discriminator").IsUnique();
        builder.HasIndex(receipt => receipt.Discriminator, "ix_pending_receipts_sent").HasFilter("kind = 'sent'");
        builder.HasIndex(receipt => receipt.ReceivedAt, "ix_pending_receipts_received_at");
    }
}

/// <summary>A person's id in the payload of a pending receipt, so that an erasure and an export find it. Goes with its receipt.</summary>
public sealed class PendingReceiptPerson
{
    public long PendingReceiptId { get; set; }

    /// <summary>One of <see cref="IdentityKind"/>.</summary>
    public required string Kind { get; set; }

    public required string Value { get; set; }
}

internal sealed class PendingReceiptPersonConfiguration : IEntityTypeConfiguration<PendingReceiptPerson>
{
    public void Configure(EntityTypeBuilder<PendingReceiptPerson> builder)
    {
        builder.ToTable("pending_receipt_people");
        builder.HasKey(person => new { person.PendingReceiptId, person.Kind, person.Value });
        builder.Property(person => person.Kind).Varchar(20);
        builder.Property(person => person.Value).Varchar(160);

        builder.HasOne<PendingReceipt>().WithMany().HasForeignKey(person => person.PendingReceiptId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(person => new { person.Kind, person.Value }, "ix_pending_receipt_people_kind_value");
    }
}

/// <summary>The values of <c>pending_receipts.kind</c>.</summary>
public static class PendingKind
{
    /// <summary>This and the next five wait for a message, under its key.</summary>
    public const string Edit = "edit";
    public const string Deletion = "deletion";
    public const string Visibility = "visibility";
    public const string Reaction = "reaction";
    public const string Status = "status";

    /// <summary>The shop's own comment. It waits for the author of its parent comment.</summary>
    public const string Reply = "reply";

    /// <summary>The shop sent a message that no row has. It stands under the receiver's id until the message is known.</summary>
    public const string Sent = "sent";

    /// <summary>A number was given up for the ids in the row. It does not wait: it says whose the number was until then.</summary>
    public const string GivenUp = "given_up";

    /// <summary>Ids of one person, none of them known yet. There is a row under each id.</summary>
    public const string Identities = "identities";
}
