using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Migochat.Data;

/// <summary>Something that an operator did with the data of people: who, what and when. It holds nothing of the people but a row's id. Times are UTC.</summary>
public sealed class OperatorAction
{
    public long Id { get; set; }
    public OperatorActionKind Kind { get; set; }

    /// <summary>The id of the lead or of the dead letter; the row may be gone.</summary>
    public long SubjectId { get; set; }

    public required string Actor { get; set; }
    public DateTime StartedAt { get; set; }
}

internal sealed class OperatorActionConfiguration : IEntityTypeConfiguration<OperatorAction>
{
    public void Configure(EntityTypeBuilder<OperatorAction> builder)
    {
        builder.ToTable("operator_actions");
        builder.Property(action => action.Actor).Varchar(100);
        builder.Property(action => action.StartedAt).DefaultNow();
    }
}

/// <summary>The kind of an operator's action.</summary>
public enum OperatorActionKind
{
    LeadExport,
    LeadErasure,
    DeadLetterRead,
    DeadLetterReplay,
    DeadLetterDiscard,
}
