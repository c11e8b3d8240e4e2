using Migochat.LocalHost;

// Two threads beside the processors' own, for what blocks one of them on the disk: the checkpointer and a timer (docs/decisions/0024).
const int BlockedAtTheDisk = 2;
ThreadPool.GetMinThreads(out _, out var forInputAndOutput);
ThreadPool.SetMinThreads(Environment.ProcessorCount + BlockedAtTheDisk, forInputAndOutput);

return await CommandLine.RunAsync(args);
