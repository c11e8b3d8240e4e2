using System.Runtime.ExceptionServices;
using Migochat.Data;
using Migochat.People;
using Migochat.Settings;

namespace Migochat.Scoring;

/// <summary>Collects what a query of many leads tells of one. A row that can't be read spoils this lead alone.</summary>
/// <param name="id">The lead's row.</param>
/// <param name="now">UTC.</param>
internal sealed class LeadRead(long id, DateTime now)
{
    private readonly LeadHistory _history = new(now);
    private readonly HashSet<string> _recorded = new(StringComparer.Ordinal);
    private StoredLead? _lead;
    private Exception? _fault;

    public long Id => id;

    /// <summary>Older rows are not needed.</summary>
    public DateTime Since => _history.Since;

    public bool HasComplaints => _history.Complaints.Count > 0;

    /// <summary>The complaints that the audit trail does not have yet, as it names them, oldest row first.</summary>
    public IEnumerable<string> NewComplaints => _history.Complaints.Order().Select(message => $"message {message}").Where(message => !_recorded.Contains(message));

    /// <summary>The lead; null if there is none.</summary>
    /// <exception cref="FormatException">One of its rows holds what nobody should have written. So do the other exceptions that reading throws.</exception>
    public StoredLead? Lead
    {
        get
        {
            if (_fault is not null)
                ExceptionDispatchInfo.Throw(_fault);
            return _lead;
        }
    }

    /// <summary>Whether an error says that a row holds what nobody should have written.</summary>
    public static bool IsOfRow(Exception exception) => exception is FormatException or KeyNotFoundException or ArgumentException or OverflowException;

    public void AddMessage(Rows row, SignalsRead signals)
    {
        try
        {
            _history.AddMessage(row.Number(0), row.Time(1), EnumText.FromStored<MessageSource>(row.Text(2)), row.Text(4), signals.Intents(row.TextOrNull(3)));
        }
        catch (Exception exception) when (IsOfRow(exception))
        {
            _fault ??= exception;
        }
    }

    public void AddReferral(Rows row)
    {
        try
        {
            _history.AddTouch(EnumText.FromStored<MessageSource>(row.Text(0)), row.Time(1));
        }
        catch (Exception exception) when (IsOfRow(exception))
        {
            _fault ??= exception;
        }
    }

    /// <summary>A line of the audit trail that names a complaint.</summary>
    public void AddRecorded(Rows row)
    {
        if (row.TextOrNull(0) is { } message)
            _recorded.Add(message);
    }

    /// <summary>The lead's own row. All others must have been added.</summary>
    public void Read(Rows row)
    {
        try
        {
            _lead = ReadLead(row);
        }
        catch (Exception exception) when (IsOfRow(exception))
        {
            _fault ??= exception;
        }
    }

    private StoredLead ReadLead(Rows row)
    {
        var locked = row.TextOrNull(6)?.Split(',') ?? [];
        var facts = _history.AddTo(new LeadFacts
        {
            CreatedAt = row.Time(0),
            HasPhone = HasText(row, 1),
            HasGovernorate = HasText(row, 2),
            HasFullName = HasText(row, 3) && HasText(row, 4),
            Type = EnumText.FromStoredOrNull<CustomerType>(row.TextOrNull(5)),
            IsTypeLocked = locked.Contains(LockedField.Type, StringComparer.Ordinal),
            LastInboundAt = row.TimeOrNull(7),
            FirstInboundAt = row.TimeOrNull(12),
            LastOpeningAt = row.TimeOrNull(13),
            InboundCount = (int)row.Number(14),
        });
        var state = new LeadState
        {
            Stage = EnumText.FromStored<LeadStage>(row.Text(8)),
            LastStageChange = row.Time(9),
            Label = EnumText.FromStoredOrNull<CustomerLabel>(row.TextOrNull(10)),
            AuditedScore = (int)row.Number(11),
            IsStageLocked = locked.Contains(LockedField.Stage, StringComparer.Ordinal),
            IsLabelLocked = locked.Contains(LockedField.Label, StringComparer.Ordinal),
        };
        return new StoredLead(Id, (int)row.Number(15), facts, state, row.TimeOrNull(16));
    }

    private static bool HasText(Rows row, int column) => !string.IsNullOrWhiteSpace(row.TextOrNull(column));
}
