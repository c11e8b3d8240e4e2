namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer's run is told; stands in for the worker's class.</summary>
public sealed class TimerInfo
{
    public ScheduleStatus? ScheduleStatus { get; set; }

    public bool IsPastDue { get; set; }
}
