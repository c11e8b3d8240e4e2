using Migochat.Benchmarks;
using Migochat.Benchmarks.Burst;
using Migochat.Benchmarks.Floors;
using Migochat.Benchmarks.Growth;
using Migochat.Benchmarks.Intake;

Verb[] verbs =
[
    new("intake", "floor A, floor B and the product in turn: requests/s, latency, CPU, memory", IntakeVerb.RunAsync, IntakeOptions.Help),
    new("growth", "intake into a small and a large file", GrowthVerb.RunAsync, GrowthOptions.GrowthHelp),
    new("burst", "big deliveries beside single messages, into an empty and a large file", BurstVerb.RunAsync, GrowthOptions.BurstHelp),
    new("floor-a", "the server that `intake` starts as floor A: signature check, empty 200", FloorServer.RunAsync),
    new("floor-b", "the server that `intake` starts as floor B: A and a bare group commit", FloorServer.RunWithStoreAsync),
];

return await Dispatcher.RunAsync(verbs, args);
