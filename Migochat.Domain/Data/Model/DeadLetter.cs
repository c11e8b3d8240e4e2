using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>An item that was answered with 200 but could not be stored in its own table. Kept for 30 days, to be replayed or discarded. Times are UTC.</summary>
public sealed class DeadLetter
{
    public long Id { get; set; }
    public DeadLetterKind Kind { get; set; }

    /// <summary>SHA-256 in hex of kind and envelope. A repeated item raises <see cref="Seen"/>.</summary>
    public required string ContentHash { get; set; }

    /// <summary>A complete delivery in Meta's form that holds this item alone.</summary>
    public required string Envelope { get; set; }

    public string? Error { get; set; }
    public DateTime ReceivedAt { get; set; }
    public int Seen { get; set; } = 1;
    public int Tries { get; set; }

    /// <summary>Not filled: a dead letter may name several people, see <see cref="DeadLetterPerson"/>.</summary>
    public string? PersonHash { get; set; }
}

internal sealed class DeadLetterConfiguration : IEntityTypeConfiguration<DeadLetter>
{
    public void Configure(EntityTypeBuilder<DeadLetter> builder)
    {
        builder.ToTable("dead_letters");
        builder.Property(letter => letter.ContentHash).Varchar(64);
        builder.Property(letter => letter.ReceivedAt).DefaultNow();
        builder.Property(letter => letter.Seen).HasDefaultValue(1);
        builder.Property(letter => letter.Tries).HasDefaultValue(0);
        builder.Property(letter => letter.PersonHash).Varchar(64);

        builder.HasIndex(letter => letter.ContentHash, "ix_dead_letters_content_hash").IsUnique();
        builder.HasIndex(letter => letter.ReceivedAt, "ix_dead_letters_received_at");
        builder.HasIndex(letter => letter.PersonHash, "ix_dead_letters_person_hash").HasFilter("person_hash IS NOT NULL");
    }
}

/// <summary>An id that the envelope of a dead letter holds, so that an erasure and an export find it. Goes with its dead letter.</summary>
public sealed class DeadLetterPerson
{
    /// <summary>More ids than this are not listed; <see cref="Unlisted"/> stands for them.</summary>
    public const int Most = 200;

    /// <summary>The value of a dead letter with too many ids. A search for a person must read its envelope.</summary>
    public const string Unlisted = "";

    public long DeadLetterId { get; set; }

    /// <summary>A text or number that may be a person's id, of whichever kind.</summary>
    public required string Value { get; set; }
}

internal sealed class DeadLetterPersonConfiguration : IEntityTypeConfiguration<DeadLetterPerson>
{
    public void Configure(EntityTypeBuilder<DeadLetterPerson> builder)
    {
        builder.ToTable("dead_letter_people");
        builder.HasKey(person => new { person.DeadLetterId, person.Value });
        builder.Property(person => person.Value).Varchar(160);

        builder.HasOne<DeadLetter>().WithMany().HasForeignKey(person => person.DeadLetterId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(person => person.Value, "ix_dead_letter_people_value");
    }
}

/// <summary>Why an item of a delivery became a dead letter.</summary>
public enum DeadLetterKind
{
    /// <summary>No reader knows the item.</summary>
    Unrecognised,

    /// <summary>The item was read but could not be applied.</summary>
    Failed,
}
