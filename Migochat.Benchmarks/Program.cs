using Migochat.Benchmarks;
using Migochat.Benchmarks.Burst;
using Migochat.Benchmarks.Endurance;
using Migochat.Benchmarks.Erase;
using Migochat.Benchmarks.Floors;
using Migochat.Benchmarks.Growth;
using Migochat.Benchmarks.Inactive;
using Migochat.Benchmarks.Intake;
using Migochat.Benchmarks.Lists;
using Migochat.Benchmarks.Replies;
using Migochat.Benchmarks.Rescore;
using Migochat.Benchmarks.SlowBodies;
using Migochat.Benchmarks.Texts;

Verb[] verbs =
[
    new("intake", "floor A, floor B and the product in turn: requests/s, latency, CPU, memory", IntakeVerb.RunAsync, IntakeOptions.Help),
    new("growth", "intake into a small and a large file", GrowthVerb.RunAsync, GrowthOptions.GrowthHelp),
    new("burst", "big deliveries beside single messages, into an empty and a large file", BurstVerb.RunAsync, GrowthOptions.BurstHelp),
    new("rescore", "a hundred thousand leads that are due, in a small and a large file", RescoreVerb.RunAsync, RescoreOptions.Help),
    new("inactive", "a hundred thousand conversations marked inactive beside the intake", InactiveVerb.RunAsync, InactiveOptions.Help),
    new("replies", "replies sent to a slow Graph API, and the intake beside a flood of them", RepliesVerb.RunAsync, RepliesOptions.Help),
    new("erase", "people erased beside the intake, in a file with many waiting receipts and dead letters", EraseVerb.RunAsync, EraseOptions.Help),
    new("slow-bodies", "true deliveries beside strangers who begin large bodies and never end them", SlowBodiesVerb.RunAsync, SlowBodiesVerb.Help),
    new("lists", "the lists that staff look at, first and deep pages, filters and searches, in a small and a large file", ListsVerb.RunAsync, ListsOptions.Help),
    new("soak", "minutes of mixed load: memory, log, speed, and whether everything is stored", SoakVerb.RunAsync, SoakVerb.Help),
    new("kill", "SIGKILL under mixed load, again and again, and whether everything is stored", KillVerb.RunAsync, KillVerb.Help),
    new("diskfull", "a disk that runs full under mixed load, and whether everything is stored", DiskFullVerb.RunAsync, DiskFullVerb.Help),
    new("texts", "how well labelled texts are read by a model that has not seen them, and how fast", TextsVerb.RunAsync, TextsVerb.Help),
    new("train", "the model of the text reader, from labelled texts", TrainVerb.RunAsync, TrainVerb.Help),
    new("floor-a", "the server that `intake` starts as floor A: signature check, empty 200", FloorServer.RunAsync),
    new("floor-b", "the server that `intake` starts as floor B: A and a bare group commit", FloorServer.RunWithStoreAsync),
];

return await Dispatcher.RunAsync(verbs, args);
