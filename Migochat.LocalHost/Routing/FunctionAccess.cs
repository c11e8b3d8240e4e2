using Microsoft.Azure.Functions.Worker;

namespace Migochat.LocalHost.Routing;

/// <summary>Marks an endpoint that the gate lets through, and the key that it wants first. Name is for the log.</summary>
internal sealed record FunctionAccess(string Name, AuthorizationLevel Level);
