namespace Microsoft.Azure.Functions.Worker;

/// <summary>Where a timer is in its schedule, all UTC; stands in for the worker's class.</summary>
public sealed class ScheduleStatus
{
    public DateTime Last { get; set; }

    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
