namespace Migochat.Benchmarks.Intake;

/// <summary>What is measured, in the order of a forward round.</summary>
public enum IntakeSystem
{
    FloorA,
    FloorB,
    Product,
}
