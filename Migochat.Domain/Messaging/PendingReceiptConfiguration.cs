using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Migochat.Data;

namespace Migochat.Messaging;

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
        builder.HasIndex(receipt => receipt.ReceivedAt, "ix_pending_receipts_received_at");
    }
}
