using Microsoft.Azure.Functions.Worker;

namespace Migochat.LocalHost.Routing;

/// <summary>Marks an endpoint that the gate serves, with the key that it requires.</summary>
/// <param name="Name">For the log.</param>
/// <param name="Level">The level that the key must have.</param>
/// <param name="IsOfHost">The host's own endpoint, not a function. It answers a known key of a lower level with 403, an unknown key with 401.</param>
internal sealed record FunctionAccess(string Name, AuthorizationLevel Level, bool IsOfHost = false);
