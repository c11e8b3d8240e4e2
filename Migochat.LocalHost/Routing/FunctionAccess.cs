using Microsoft.Azure.Functions.Worker;

namespace Migochat.LocalHost.Routing;

/// <summary>Marks an endpoint that the gate lets through, and the key that it wants first.</summary>
/// <param name="Name">For the log.</param>
/// <param name="Level">What the key must open.</param>
/// <param name="IsOfHost">Not a function: the host's own, which tells a key that does not suffice (403) from one that it does not know (401).</param>
internal sealed record FunctionAccess(string Name, AuthorizationLevel Level, bool IsOfHost = false);
