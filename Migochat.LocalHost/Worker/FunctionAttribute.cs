namespace Microsoft.Azure.Functions.Worker;

/// <summary>Names a function; stands in for the worker's attribute of the same name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
